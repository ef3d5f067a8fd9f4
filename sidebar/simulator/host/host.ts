import { answers } from './answers.ts'
import { createFaults, takeOutcome } from './faults.ts'
import { hasApi, outOfPlace } from './rules.ts'
import { createSession } from './session.ts'
import type { Verdict } from './session.ts'
import type { BridgeCallback, BridgeParams, HostCall, HostMessage, HostSettings, KebianHost, Outcome } from './types.ts'
import { wireReply } from './wire.ts'

const kept = 500

/** A copy as a native boundary makes it: functions and proxies do not survive. */
const copy = <Value>(value: Value): Value => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value))

/** The simulated client: the bridge that the SDK talks to, and the handle of tests. */
export function createHost(settings: HostSettings, tell: (message: HostMessage) => void) {
  const page = Math.random().toString(36).slice(2)
  const calls: HostCall[] = []
  const outcomes: Outcome[] = settings.outcomes ?? []
  const listeners = new Map<string, ((data: unknown) => unknown)[]>()
  const current = () => settings
  const session = createSession(current)
  const faults = createFaults(current, tell)

  /** The usual way of a call: handshake, then what the client has, then the signature, then the place, then the API itself. */
  async function judge(name: string, params: BridgeParams): Promise<Verdict> {
    if (name === 'agentConfig' || name === 'preVerifyJSAPI') return session.verify(name, params)
    if (!hasApi(settings, name)) return { keyword: 'function not exist' }
    const refusal = session.refusal(name, params) ?? outOfPlace(settings, name) ?? faults.strike(name)
    if (refusal) return { keyword: refusal }
    const answer = answers[name]
    return answer ? answer({ settings: current, tell }, params) : { keyword: 'ok' }
  }

  function log(name: string, params: BridgeParams): HostCall {
    const call: HostCall = { page, seq: (calls[calls.length - 1]?.seq ?? 0) + 1, at: new Date().toISOString(), name, params }
    calls.push(call)
    if (calls.length > kept) calls.shift()
    tell({ kebianHost: 'call', call: copy(call) })
    return call
  }

  async function invoke(name: string, given?: BridgeParams, callback?: BridgeCallback): Promise<void> {
    const started = Date.now()
    const params = copy(given ?? {})
    const call = log(name, params)
    const outcome = takeOutcome(outcomes, name)
    if (faults.isMute() || outcome?.silent) return

    const scripted = outcome && (outcome.keyword !== undefined || outcome.reply !== undefined)
    const verdict = scripted ? { keyword: outcome.keyword ?? 'ok' } : await judge(name, params)
    const reply =
      outcome?.reply !== undefined ? (outcome.reply ?? undefined) : wireReply(settings, name, verdict.keyword, 'fields' in verdict ? verdict.fields : {})
    await later((outcome?.delayMs ?? 0) + faults.delayMs())
    Object.assign(call, { keyword: verdict.keyword, reply: copy(reply), ms: Date.now() - started })
    tell({ kebianHost: 'call', call: copy(call) })
    callback?.(copy(reply))
  }

  const handle: KebianHost = {
    settings: () => copy(settings),
    set(partial) {
      if (partial.faults && JSON.stringify(partial.faults) !== JSON.stringify(settings.faults)) faults.restart()
      Object.assign(settings, copy(partial))
      if (partial.outcomes) outcomes.splice(0, outcomes.length, ...copy(partial.outcomes))
    },
    calls: () => copy(calls),
    outcomes,
    emit: (event, data) => (listeners.get(event) ?? []).map((listener) => listener(copy(data))),
  }

  const bridge = {
    invoke: (name: string, params?: BridgeParams, callback?: BridgeCallback): void => void invoke(name, params, callback),
    on: (event: string, listener: (data: unknown) => unknown): void => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
  }
  return { bridge, handle }
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
