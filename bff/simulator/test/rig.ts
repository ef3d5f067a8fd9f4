import Fastify from 'fastify'
import type { ApiCall, ApiFault } from '../../../shared/simulator.ts'
import type { DemoCorp } from '../corp.ts'
import { demoCorp } from '../demo/corp.ts'
import { simulator, type SimulatorOptions } from '../simulator.ts'

export type Answer = Record<string, unknown>

/** A running simulator on a free port, with a clock that tests move. */
export async function startRig(options: Partial<SimulatorOptions> & { change?: (corp: DemoCorp) => void } = {}) {
  const time = { now: new Date('2025-06-18T02:00:00Z') }
  const { change, ...rest } = options
  const corp = demoCorp(time.now)
  change?.(corp)
  const app = Fastify({ forceCloseConnections: true })
  await app.register(simulator, { corp, now: () => time.now, ...rest })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const control = async (method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> => {
    const response = await fetch(`${url}/simulator/api${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async function token(secret = corp.secret): Promise<string> {
    const response = await fetch(`${url}/simulator/wecom/cgi-bin/gettoken?corpid=${corp.corpId}&corpsecret=${secret}`)
    return ((await response.json()) as Answer).access_token as string
  }

  /** A call with a fresh token, as a plain HTTP client makes it. */
  async function call(api: string, query: Record<string, string> = {}, body?: object | FormData, given?: string): Promise<Answer> {
    const parameters = new URLSearchParams({ access_token: given ?? (await token()), ...query })
    const post = body instanceof FormData ? { method: 'POST', body } : body && { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${url}/simulator/wecom/cgi-bin/${api}?${parameters}`, post || {})
    return (await response.json()) as Answer
  }

  return {
    url,
    corp,
    time,
    control,
    token,
    call,
    fault: (...faults: ApiFault[]) => control('PUT', '/faults', { faults }),
    advance: (advanceSeconds: number) => control('POST', '/clock', { advanceSeconds }),
    calls: async (path?: string) => ((await control('GET', '/calls')).body.calls as ApiCall[]).filter((made) => !path || made.path === path),
    close: () => app.close(),
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>

export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
export const amr = Buffer.from('#!AMR\n0123456789')
export const mp4 = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0')

export function form(bytes: Buffer, fileName: string, type = 'application/octet-stream'): FormData {
  const data = new FormData()
  data.set('media', new Blob([new Uint8Array(bytes)], { type }), fileName)
  return data
}
