import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRunning, next, type SendEvent, type SendState, type Tap } from './send-machine.ts'

const tap = (key: string, renewable = true): Tap => ({ key, customerId: 'C', externalUserId: 'wm-A', name: '周岚', renewable })
const idle = { at: 'idle' } as SendState<string>
const through = (...events: SendEvent<string>[]) => events.reduce<SendState<string>>(next, idle)
const tapped: SendEvent<string> = { type: 'tapped', tap: tap('1') }
const prepared: SendEvent<string> = { type: 'prepared', key: '1', message: 'm' }
const sameContact: SendEvent<string> = { type: 'contact', key: '1', externalUserId: 'wm-A' }
const badMaterial: SendEvent<string> = { type: 'refused', key: '1', kind: 'bad_material' }

describe('a send', () => {
  it('reads the contact after the preparation and right before the hand-over', () => {
    expect(through(tapped).at).toBe('preparing')
    expect(through(tapped, prepared).at).toBe('checking')
    expect(through(tapped, prepared, sameContact).at).toBe('handing_over')
  })

  it.each([['wm-B'], [undefined]])('stops when the chat is with %s', (externalUserId) => {
    expect(through(tapped, prepared, { type: 'contact', key: '1', externalUserId }).at).toBe('wrong_customer')
  })

  it.each([
    ['ok', 'handed_over'],
    ['cancelled', 'cancelled'],
    ['timeout', 'unknown'],
  ] as const)('ends on %s as %s', (answer, end) => {
    expect(through(tapped, prepared, sameContact, { type: 'answered', key: '1', answer }).at).toBe(end)
  })

  it('makes a refused medium anew once, and reads the contact again', () => {
    const again = through(tapped, prepared, sameContact, badMaterial)
    expect(again).toMatchObject({ at: 'preparing', renew: true })
    expect(next(again, prepared).at).toBe('checking')
    expect(through(tapped, prepared, sameContact, badMaterial, prepared, sameContact, badMaterial)).toMatchObject({ at: 'refused', kind: 'bad_material' })
  })

  it('does not try another message again that cannot be made anew', () => {
    expect(through({ type: 'tapped', tap: tap('1', false) }, prepared, sameContact, badMaterial).at).toBe('refused')
  })

  it('ignores a second tap while it runs, and a dismissal', () => {
    for (const state of [through(tapped), through(tapped, prepared), through(tapped, prepared, sameContact)]) {
      expect(next(state, { type: 'tapped', tap: tap('2') })).toBe(state)
      expect(next(state, { type: 'dismissed' })).toBe(state)
    }
  })

  it('ignores the late answer to an earlier tap', () => {
    const second = through(tapped, { type: 'failed', key: '1', kind: 'network' }, { type: 'tapped', tap: tap('2') })
    expect(next(second, prepared)).toBe(second)
  })

  it('never hands over but right after the contact was found to be the one at the tap', () => {
    const key = fc.constantFrom('1', '2')
    const event = fc.oneof(
      fc.record({ type: fc.constant('tapped' as const), tap: fc.tuple(key, fc.boolean()).map(([id, renewable]) => tap(id, renewable)) }),
      fc.record({ type: fc.constant('prepared' as const), key, message: fc.constant('m') }),
      fc.record({ type: fc.constant('contact' as const), key, externalUserId: fc.constantFrom('wm-A', 'wm-B', undefined) }),
      fc.record({ type: fc.constant('failed' as const), key, kind: fc.constant('network') }),
      fc.record({ type: fc.constant('answered' as const), key, answer: fc.constantFrom('ok' as const, 'cancelled' as const, 'timeout' as const) }),
      fc.record({ type: fc.constant('refused' as const), key, kind: fc.constantFrom('bad_material', 'no_permission') }),
      fc.constant({ type: 'dismissed' as const }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state: SendState<string> = idle
        for (const each of events) {
          const after = next<string>(state, each)
          if (after.at === 'handing_over' && after !== state) {
            expect(state.at).toBe('checking')
            expect(each).toMatchObject({ type: 'contact', externalUserId: after.tap.externalUserId, key: after.tap.key })
          }
          if (isRunning(state) && isRunning(after)) expect(after.tap).toBe(state.tap)
          state = after
        }
      }),
      { numRuns: 500 },
    )
  })
})
