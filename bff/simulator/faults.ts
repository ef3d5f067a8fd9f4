import { setTimeout as delay } from 'node:timers/promises'
import type { ApiCall, ApiFault } from '../../shared/simulator.ts'

const remembered = 500

/** Faults that strike calls, and the log of the last 500 calls. */
export function createFaults() {
  let faults: ApiFault[] = []
  const calls: ApiCall[] = []
  let seq = 0
  const closing = new AbortController()

  const strikes = (fault: ApiFault, call: string): boolean => (fault.call === '*' || fault.call === call) && fault.times !== 0

  function take(call: string, slow: boolean): ApiFault | undefined {
    const fault = faults.find((candidate) => strikes(candidate, call) && (candidate.effect === 'slow') === slow)
    if (fault?.times !== undefined) fault.times -= 1
    return fault
  }

  /** Waits as long as a fault says, then tells what else shall happen to this call. */
  async function strike(call: string): Promise<ApiFault | undefined> {
    const slow = take(call, true)
    const effect = take(call, false)
    if (slow) await delay(slow.value ?? 0, undefined, { signal: closing.signal }).catch(() => undefined)
    return effect
  }

  function record(path: string, at: Date, errcode: ApiCall['errcode'], ms: number): void {
    calls.push({ seq: ++seq, at: at.toISOString(), path, errcode, ms: Math.round(ms) })
    if (calls.length > remembered) calls.shift()
  }

  return {
    strike,
    record,
    list: (): ApiFault[] => faults.filter((fault) => fault.times !== 0),
    set: (wanted: ApiFault[]): void => {
      faults = wanted.map((fault) => ({ ...fault }))
    },
    callsAfter: (after: number): ApiCall[] => calls.filter((call) => call.seq > after),
    /** Ends all waiting. */
    close: (): void => closing.abort(),
  }
}

export type Faults = ReturnType<typeof createFaults>
