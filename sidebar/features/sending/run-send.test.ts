import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { BridgeError, toBridgeError, type BridgeFailure } from '../../wecom/bridge-error.ts'
import { runSend, type Steps } from './run-send.ts'
import { isRunning, type SendState, type Tap } from './send-machine.ts'

type Answer = 'ok' | 'never' | 'lands and never answers' | 'not a bridge error' | BridgeFailure
const never = () => new Promise<never>(() => undefined)
const tapFor = (externalUserId: string, key = 'K', renewable = false): Tap => ({ key, customerId: 'C', externalUserId, name: externalUserId, renewable })
const steps = (over: Partial<Steps<string>> = {}): Steps<string> => ({
  prepare: async () => 'm',
  contact: async () => 'wm-A',
  handOver: async () => undefined,
  ...over,
})

async function run(over: Partial<Steps<string>>, renewable = false) {
  const cell: { state: SendState<string> } = { state: { at: 'idle' } }
  return runSend(cell, tapFor('wm-A', 'K', renewable), steps(over))
}

describe('runSend', () => {
  it('says what the host said', async () => {
    expect(await run({})).toMatchObject({ at: 'handed_over' })
    expect(await run({ handOver: async () => Promise.reject(new BridgeError('cancelled', 'cancel')) })).toMatchObject({ at: 'cancelled' })
    expect(await run({ handOver: async () => Promise.reject(new BridgeError('timeout', '')) })).toMatchObject({ at: 'unknown' })
    expect(await run({ handOver: async () => Promise.reject(new TypeError('errMsg')) })).toMatchObject({ at: 'unknown' })
    expect(await run({ handOver: async () => Promise.reject(new BridgeError('no_permission', 'no permission')) })).toMatchObject({
      at: 'refused',
      kind: 'no_permission',
    })
  })

  it('says that nothing was sent when the address changed before the host was asked', async () => {
    expect(await run({ handOver: async () => Promise.reject(toBridgeError(new Error('SDK Error: Aborted'))) })).toMatchObject({
      at: 'refused',
      kind: 'unknown',
    })
  })

  it('offers nothing to the host when the message could not be made or the contact not be read', async () => {
    const handOver = async () => Promise.reject(new Error('must not be called'))
    expect(await run({ handOver, prepare: async () => Promise.reject(new ApiError('wecom_failed')) })).toMatchObject({
      at: 'failed',
      during: 'preparing',
      kind: 'wecom_failed',
    })
    expect(await run({ handOver, contact: async () => Promise.reject(new BridgeError('timeout', '')) })).toMatchObject({
      at: 'failed',
      during: 'checking',
      kind: 'timeout',
    })
  })

  it('asks for a new medium once after the host refused it', async () => {
    const asked: boolean[] = []
    const end = await run(
      {
        prepare: async (renew) => (asked.push(renew), renew ? 'new' : 'old'),
        handOver: async (message) => (message === 'old' ? Promise.reject(new BridgeError('bad_material', 'invalid media')) : undefined),
      },
      true,
    )
    expect(asked).toEqual([false, true])
    expect(end?.at).toBe('handed_over')
  })

  it('never sends to another customer than the one shown at the tap, nor twice for one tap, whatever host and people do', async () => {
    const contact = fc.constantFrom<'ok' | 'never' | BridgeFailure>('ok', 'ok', 'ok', 'never', 'timeout', 'unknown')
    const answer = fc.constantFrom<Answer>(
      'ok',
      'ok',
      'never',
      'lands and never answers',
      'not a bridge error',
      'cancelled',
      'bad_material',
      'no_permission',
      'timeout',
      'unknown',
    )
    const act = fc.oneof(fc.record({ switchTo: fc.constantFrom('wm-A', 'wm-B', undefined), shown: fc.boolean() }), fc.record({ tapRenewable: fc.boolean() }))
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.infiniteStream(contact),
        fc.infiniteStream(answer),
        fc.array(act, { maxLength: 12 }),
        async (s, contacts, answers, acts) => {
          const host = { chat: 'wm-A' as string | undefined }
          const page = { shown: 'wm-A' as string | undefined }
          const movedByTapWhileRunning: string[] = []
          const landed: { key: string; to: string | undefined }[] = []
          const cell: { state: SendState<string> } = { state: { at: 'idle' } }
          const later = <T>(name: string, what: () => T) => s.schedule(Promise.resolve(), name).then(what)

          const stepsOf = (key: string): Steps<string> => ({
            prepare: () => later('prepared', () => key),
            contact: (): Promise<string | undefined> => {
              const said = contacts.next().value
              if (said === 'never') return never()
              return later('contact', () => {
                if (said !== 'ok') throw new BridgeError(said, '')
                return host.chat
              })
            },
            handOver: (message) => {
              const said = answers.next().value
              if (['ok', 'lands and never answers', 'not a bridge error', 'timeout'].includes(said)) landed.push({ key: message, to: host.chat })
              if (said === 'never' || said === 'lands and never answers') return never()
              return later('answered', () => {
                if (said !== 'ok') throw said === 'not a bridge error' ? new TypeError('x') : new BridgeError(said as BridgeFailure, '')
              })
            },
          })

          const taps: Tap[] = []
          acts.forEach((each, index) => {
            void later(`act ${index}`, () => {
              if ('tapRenewable' in each) {
                if (!page.shown) return
                const tap = tapFor(page.shown, `tap ${index}`, each.tapRenewable)
                const busy = isRunning(cell.state)
                const before = cell.state
                taps.push(tap)
                void runSend(cell, tap, stepsOf(tap.key))
                if (busy && cell.state !== before) movedByTapWhileRunning.push(tap.key)
              } else {
                host.chat = each.switchTo
                if (each.shown) page.shown = each.switchTo
              }
            })
          })
          await s.waitIdle()
          expect(movedByTapWhileRunning).toEqual([])
          for (const message of landed) expect(message.to).toBe(taps.find(({ key }) => key === message.key)?.externalUserId)
          expect(new Set(landed.map(({ key }) => key)).size).toBe(landed.length)
        },
      ),
      { numRuns: 400 },
    )
  })
})
