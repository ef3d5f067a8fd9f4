import type { RouteInput, RouteKey, RouteReply } from '../../shared/contracts/index.ts'
import { ApiError } from './api-error.ts'
import { newKey } from './new-key.ts'

interface Input {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
}

export interface Options {
  signal?: AbortSignal
  /** Given by a caller that may repeat the call; otherwise made anew for each write. */
  idempotencyKey?: string
  /** In whose name it is asked, where that is not who the page was made for. */
  employeeId?: string
  /** Milliseconds until the call counts as lost; 15,000 unless told. */
  timeoutMs?: number
}

/** Told to the window with each answer: whether the session was still good, and this employee's. The one place where that is noticed, whatever asked. */
export const SESSION_TOLD = 'session'
/** Told to the window when the session is of another employee by now: one who has logged in in the same browser. */
export const OTHER_TOLD = 'other-employee'

/**
 * Calls one route of the BFF by its contract's name, such as `api('GET /customers/:customerId', { params: { customerId } })`.
 * @throws ApiError with the BFF's code, or `network` when no answer came in time
 */
export async function api<Key extends RouteKey>(key: Key, input: RouteInput<Key>, options: Options = {}): Promise<RouteReply<Key>> {
  const [method, path] = key.split(' ') as [string, string]
  const { params = {}, query = {}, body } = input as Input
  const url = new URL('/api' + path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')), location.origin)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))

  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? newKey()
  const employeeId = options.employeeId ?? window.kebian?.boot.device?.employeeId
  if (employeeId) headers['kebian-employee'] = employeeId

  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? 15_000)
  options.signal?.addEventListener('abort', () => abort.abort())
  let response: Response | undefined
  let answer: unknown
  try {
    response = await fetch(url.href, {
      method,
      headers,
      signal: abort.signal,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    answer = await response.json()
  } catch (error) {
    throw unreadable(error, response)
  } finally {
    clearTimeout(timer)
  }
  const { error } = answer as { error?: { code?: ErrorCodeText; requestId?: string; details?: Record<string, unknown> } }
  const isOther = error?.code === 'other_employee'
  dispatchEvent(new CustomEvent(SESSION_TOLD, { detail: response.status !== 401 && !isOther }))
  if (isOther) dispatchEvent(new Event(OTHER_TOLD))
  if (response.ok) return answer as RouteReply<Key>
  throw new ApiError(error?.code ?? 'internal', response.status, error?.requestId, error?.details)
}

/** No answer of the BFF: none came, or something in between spoke for it. What refuses one call, such as a firewall, need not refuse the others. */
function unreadable(error: unknown, response?: Response): ApiError {
  const refused = response !== undefined && error instanceof SyntaxError && response.status >= 400 && response.status < 500
  return refused ? new ApiError('internal', response.status) : new ApiError('network')
}

type ErrorCodeText = ApiError['code']
