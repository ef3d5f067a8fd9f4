import { computed, ref } from 'vue'
import type { ApiCall } from '../../shared/simulator.ts'
import { control } from './control-api.ts'
import type { HostCall } from './host/types.ts'
import { words } from './words.ts'

/** One line of the call log. */
export interface LogRow {
  key: string
  at: string
  source: 'bridge' | 'api'
  call: string
  result: string
  state: 'ok' | 'failed' | 'pending'
  ms?: number
}

export type LogFilter = 'all' | 'failed' | 'bridge' | 'api'

const kept = 300

/** Calls over the bridge and to WeCom's server, newest first. */
export function useLog(nameOf: (externalUserId: string) => string | undefined) {
  const rows = ref<LogRow[]>([])
  const filter = ref<LogFilter>('all')
  const shown = computed(() =>
    rows.value.filter((row) => filter.value === 'all' || row.source === filter.value || (filter.value === 'failed' && row.state !== 'ok')),
  )
  const failed = computed(() => rows.value.filter((row) => row.state === 'failed').length)
  let after = 0

  function add(row: LogRow): void {
    const others = rows.value.filter(({ key }) => key !== row.key)
    rows.value = [row, ...others].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)).slice(0, kept)
  }

  async function poll(): Promise<void> {
    const { calls } = await control<{ calls: ApiCall[] }>('GET', `calls?after=${after}`)
    for (const call of calls) {
      after = Math.max(after, call.seq)
      add(apiRow(call))
    }
  }

  return { rows, filter, shown, failed, poll, addBridge: (call: HostCall) => add(bridgeRow(call, nameOf)), clear: () => void (rows.value = []) }
}

function apiRow({ seq, at, path, errcode, ms }: ApiCall): LogRow {
  const broken = { garbage: words.garbage, cut: words.cut }
  const result = typeof errcode === 'string' ? broken[errcode] : errcode === 0 ? 'ok' : `errcode ${errcode}`
  return { key: `api-${seq}`, at, source: 'api', call: path, result, state: errcode === 0 ? 'ok' : 'failed', ms }
}

function bridgeRow({ page, seq, at, name, params, keyword, reply, ms }: HostCall, nameOf: (id: string) => string | undefined): LogRow {
  const call = typeof params.msgtype === 'string' ? `${name} ${params.msgtype}` : name
  const state = keyword === undefined ? 'pending' : keyword === 'ok' ? 'ok' : 'failed'
  return { key: `${page}-${seq}`, at, source: 'bridge', call, result: bridgeResult(name, keyword, reply, nameOf), state, ms }
}

function bridgeResult(name: string, keyword: string | undefined, reply: unknown, nameOf: (id: string) => string | undefined): string {
  if (keyword === undefined) return words.unanswered
  if (keyword !== 'ok') return keyword
  if (name === 'agentConfig' || name === 'preVerifyJSAPI') return words.verified
  const userId = (reply as { userId?: unknown } | undefined)?.userId
  return typeof userId === 'string' ? `ok · ${nameOf(userId) ?? userId}` : 'ok'
}
