import { Agent, request, type FormData } from 'undici'
import { WecomError } from './errors.ts'

export interface Call {
  /** Path below /cgi-bin/, such as externalcontact/get. */
  api: string
  query?: Record<string, string>
  /** JSON; its presence makes the call a POST. */
  body?: object
  form?: FormData
  timeoutMs?: number
}

/**
 * HTTP to WeCom with a connection pool of its own. `send` gives the decoded JSON object whatever its errcode.
 * The address holds the access token, so it appears in no error.
 * @throws WecomError of kind network
 */
export function createTransport(apiBase: string, timeoutMs: number) {
  const agent = new Agent({ connections: 32, connect: { timeout: timeoutMs }, keepAliveTimeout: 30_000 })

  async function send({ api, query = {}, body, form, timeoutMs: limit = timeoutMs }: Call): Promise<Record<string, unknown>> {
    const url = `${apiBase}/cgi-bin/${api}?${new URLSearchParams(query)}`
    const deadline = AbortSignal.timeout(limit)
    let text: string
    try {
      const response = await request(url, {
        dispatcher: agent,
        signal: deadline,
        method: body || form ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json; charset=utf-8' } : {},
        body: body ? JSON.stringify(body) : form,
      })
      text = await response.body.text()
    } catch (cause) {
      throw new WecomError(api, { hint: deadline.aborted ? 'timeout' : 'interrupted' }, { cause })
    }
    return decode(api, text)
  }

  return { send, close: () => agent.close() }
}

function decode(api: string, text: string): Record<string, unknown> {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new WecomError(api, { hint: 'unreadable' })
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new WecomError(api, { hint: 'unreadable' })
  return answer as Record<string, unknown>
}
