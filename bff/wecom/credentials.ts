import { WecomError } from './errors.ts'
import type { CredentialKind, StoredCredential, TokenStore } from './token-store.ts'
import type { Grant } from './wire.ts'

const usualLifeMs = 7200_000
const failureMemoryMs = 60_000
/** WeCom blocks the caller's address for an hour after many calls with a wrong secret: never repeat these at once. */
const storms = new Set([40001, 40013, 40091])

interface Sources {
  tokens: TokenStore
  now: () => Date
  /** Asks WeCom for a new credential. */
  fetch: (kind: CredentialKind) => Promise<Grant>
}

/**
 * Keeps tokens and tickets: one fetch at a time for each kind, renewed when less than a tenth of the life remains.
 * `get` gives a usable one; `replace` gives another one after WeCom refused `dead`; `blame` remembers a failure that must not be repeated at once.
 * @throws WecomError
 */
export function createCredentials({ tokens, now, fetch }: Sources) {
  const held = new Map<CredentialKind, StoredCredential & { renewAt: number }>()
  const flights = new Map<CredentialKind, Promise<string>>()
  let failure: { error: WecomError; until: number } | undefined

  function hold(kind: CredentialKind, credential: StoredCredential, lifeMs: number): string {
    held.set(kind, { ...credential, renewAt: credential.expiresAt.getTime() - lifeMs / 10 })
    return credential.value
  }

  function blame(error: unknown): void {
    if (error instanceof WecomError && storms.has(error.errcode ?? 0)) failure = { error, until: now().getTime() + failureMemoryMs }
  }

  function assertNotBlamed(): void {
    if (failure && failure.until > now().getTime()) throw failure.error
  }

  async function load(kind: CredentialKind): Promise<string> {
    const stored = await tokens.read(kind)
    if (stored && stored.expiresAt.getTime() - usualLifeMs / 10 > now().getTime()) return hold(kind, stored, usualLifeMs)
    const asked = now().getTime()
    try {
      const { value, lifeSeconds } = await fetch(kind)
      const fresh = { value, expiresAt: new Date(asked + lifeSeconds * 1000) }
      await tokens.write(kind, value, fresh.expiresAt)
      return hold(kind, fresh, lifeSeconds * 1000)
    } catch (error) {
      blame(error)
      const stillGood = stored && stored.expiresAt.getTime() > now().getTime()
      if (stillGood && error instanceof WecomError && error.kind !== 'fatal_config') return stored.value
      throw error
    }
  }

  async function get(kind: CredentialKind): Promise<string> {
    assertNotBlamed()
    const mine = held.get(kind)
    if (mine && mine.renewAt > now().getTime()) return mine.value
    const flying = flights.get(kind)
    if (flying) return flying
    const flight = load(kind).finally(() => flights.delete(kind))
    flights.set(kind, flight)
    return flight
  }

  async function replace(kind: CredentialKind, dead: string): Promise<string> {
    if (held.get(kind)?.value === dead) held.delete(kind)
    await tokens.forget(kind, dead)
    return get(kind)
  }

  return { get, replace, blame }
}
