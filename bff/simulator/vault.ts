import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { DemoCorp } from './corp.ts'
import { refuse } from './refusal.ts'

export type Caller = 'app' | 'directory'
export type TicketKind = 'agent_config' | 'corp'

const lifeSeconds = 7200

interface Credential {
  value: string
  expiresAt: number
  /** By the machine's clock: the age that a signature check looks at. */
  issuedAt: number
}

/** Tokens and tickets: 7200 s of life, one at a time for each caller, forced invalidation. Pages 91039 and 96909. */
export function createVault(corp: DemoCorp, clock: Clock) {
  const issued = new Map<string, { caller: Caller; expiresAt: number }>()
  const current = new Map<Caller, Credential>()
  const tickets = new Map<TicketKind, Credential>()
  const fresh = (): Credential => ({
    value: randomBytes(48).toString('base64url'),
    expiresAt: clock.seconds() + lifeSeconds,
    issuedAt: clock.machine().getTime(),
  })

  function keep<Key>(kept: Map<Key, Credential>, key: Key): Credential {
    const old = kept.get(key)
    if (old && old.expiresAt > clock.seconds()) return old
    const made = fresh()
    kept.set(key, made)
    return made
  }

  function grantToken(corpId: string, secret: string) {
    if (!secret) refuse(41004)
    if (!corpId) refuse(41002)
    if (corpId !== corp.corpId) refuse(40013)
    const caller = secret === corp.secret ? 'app' : secret === corp.directorySecret ? 'directory' : refuse(40001)
    const token = keep(current, caller)
    issued.set(token.value, { caller, expiresAt: token.expiresAt })
    return { access_token: token.value, expires_in: token.expiresAt - clock.seconds() }
  }

  function callerOf(token: string): Caller {
    if (!token) refuse(41001)
    const grant = issued.get(token) ?? refuse(40014)
    if (grant.expiresAt <= clock.seconds()) refuse(42001)
    return grant.caller
  }

  function grantTicket(kind: TicketKind) {
    const ticket = keep(tickets, kind)
    return { ticket: ticket.value, expires_in: ticket.expiresAt - clock.seconds() }
  }

  /** The ticket that a signature must have been made with. Its age counts by the machine's clock: the added time never reaches the signer. */
  function ticketForCheck(kind: TicketKind): string | undefined {
    const ticket = tickets.get(kind)
    return ticket && clock.machine().getTime() - ticket.issuedAt < lifeSeconds * 1000 ? ticket.value : undefined
  }

  function invalidate(what: 'access_token' | 'ticket'): void {
    if (what === 'ticket') return tickets.clear()
    issued.clear()
    current.clear()
  }

  return { grantToken, callerOf, grantTicket, ticketForCheck, invalidate }
}

export type Vault = ReturnType<typeof createVault>
