import type { LimitCounter, LimitMode } from '../../shared/simulator.ts'
import type { Clock } from './clock.ts'

type Window = LimitCounter['window']
type Limits = Partial<Record<Window, number>>

const windowSeconds: Record<Window, number> = { minute: 60, hour: 3600, day: 86_400, month: 30 * 86_400 }
const everyApi: Limits = { minute: 10_000, hour: 150_000 }
/** Instead of and beside the usual ones. */
const oneApi: Record<string, Limits> = {
  get_jsapi_ticket: { hour: 100 },
  'ticket/get': { hour: 100 },
  'media/uploadimg': { day: 1000, month: 3000 },
}
/** WeCom names no number for 45033; people report it from about 400 calls of one API at a time. */
const atOnce = 400
/** So few that clicking reaches them. */
const tight = (limit: number): number => Math.max(3, limit / 1000)

/**
 * How often the corp may call each API: page 90454. Beyond it every call is 45009 for as long as the window is; too many at a time are 45033.
 * The limits of one IP are wider than those of the one corp here, so they never strike.
 */
export function createRateLimits(clock: Clock) {
  let mode: LimitMode = 'official'
  const counters = new Map<string, LimitCounter & { endsAt: number; blockedUntil: number }>()
  const running = new Map<string, number>()
  const sized = (limit: number) => (mode === 'tight' ? tight(limit) : limit)

  function counter(api: string, window: Window, limit: number) {
    const key = `${api} ${window}`
    const known = counters.get(key)
    const now = clock.seconds()
    if (known && Math.max(known.endsAt, known.blockedUntil) > now) return known
    const fresh = { api, window, limit: sized(limit), used: 0, blockedSeconds: 0, endsAt: now + windowSeconds[window], blockedUntil: 0 }
    counters.set(key, fresh)
    return fresh
  }

  /** @returns 45009 when one more is too many, which also begins the time of being blocked */
  function count(api: string): 45009 | undefined {
    const rules = Object.entries({ ...everyApi, ...oneApi[api] }) as [Window, number][]
    const all = rules.map(([window, limit]) => counter(api, window, limit))
    const full = all.find(({ used, limit }) => used >= limit)
    if (full && full.blockedUntil <= clock.seconds()) full.blockedUntil = clock.seconds() + windowSeconds[full.window]
    if (!full) for (const one of all) one.used += 1
    return full && 45009
  }

  return {
    /**
     * A call begins; every one that was let in has to leave.
     * @param exempt counts nothing: `auth/getuserinfo` with a valid code
     * @returns the errcode that refuses it
     */
    enter(api: string, exempt: boolean): 45009 | 45033 | undefined {
      if (mode === 'off') return undefined
      const refusal = (running.get(api) ?? 0) >= sized(atOnce) ? 45033 : exempt ? undefined : count(api)
      if (!refusal) running.set(api, (running.get(api) ?? 0) + 1)
      return refusal
    },
    leave: (api: string): void => void running.set(api, Math.max(0, (running.get(api) ?? 0) - 1)),
    mode: (): LimitMode => mode,
    /** Begins to count anew. */
    setMode(wanted: LimitMode): void {
      mode = wanted
      counters.clear()
    },
    /** Counters of windows that still run, the fullest first. */
    counters(): LimitCounter[] {
      const now = clock.seconds()
      const live = [...counters.values()].filter(({ endsAt, blockedUntil }) => Math.max(endsAt, blockedUntil) > now)
      return live
        .map(({ api, window, used, limit, blockedUntil }) => ({ api, window, used, limit, blockedSeconds: Math.max(0, blockedUntil - now) }))
        .sort((one, other) => other.used / other.limit - one.used / one.limit)
    },
  }
}

export type RateLimits = ReturnType<typeof createRateLimits>
