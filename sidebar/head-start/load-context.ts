import { LOGIN } from '../login.ts'
import { api } from '../api/api.ts'
import { ApiError } from '../api/api-error.ts'
import { BridgeError, type BridgeFailure } from '../wecom/bridge-error.ts'
import { bridge } from '../wecom/bridge.ts'
import type { HostContext } from '../wecom/bridge-types.ts'
import type { PageBoot } from './handle.ts'
import type { Failure, FailureKind, Outcome } from './outcome.ts'

/** What a page says whose login did not work. */
export function failedLogin(reason: NonNullable<PageBoot['failure']>): Outcome {
  const kind = reason === 'login_expired' ? 'session' : reason === 'wecom_failed' ? 'wecom' : 'not_in_range'
  return { state: 'failed', failure: { kind, keyword: reason, requestId: '' } }
}

/**
 * Asks the host whom the page is about, unless `host` is its answer, and the BFF for all that the first screen shows about them: one request, under way as soon
 * as the host has answered. Never rejects.
 */
export async function loadContext({ host: asked, ...options }: { host?: Promise<HostContext>; signal?: AbortSignal } = {}): Promise<Outcome> {
  // there is nothing to ask before another login
  if (window.kebian?.boot.failure) return new Promise(() => location.assign(LOGIN))
  let host: HostContext | undefined
  try {
    host = await (asked ?? bridge.context())
    return { ...(await api('POST /context', { body: host }, options)), host }
  } catch (error) {
    return { state: 'failed', failure: failureOf(error), host }
  }
}

const BRIDGE_PAGES: Partial<Record<BridgeFailure, FailureKind>> = {
  outside: 'outside',
  signature: 'signature',
  no_permission: 'no_permission',
  not_in_range: 'not_in_range',
  unsupported: 'unsupported',
  timeout: 'timeout',
  wrong_entry: 'wrong_entry',
}

/** Which failure page an error leads to, with what it says for a developer. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) {
    if (error.cause instanceof ApiError) return failureOf(error.cause)
    return { kind: BRIDGE_PAGES[error.kind] ?? 'bridge', keyword: error.keyword, requestId: '' }
  }
  if (error instanceof ApiError)
    return { kind: pageOf(error), keyword: [error.code, error.details.errcode, error.details.ip].filter(Boolean).join(' '), requestId: error.requestId }
  return { kind: 'bug', keyword: String(error), requestId: '' }
}

function pageOf({ code, status }: ApiError): FailureKind {
  if (code === 'unauthenticated') return 'session'
  if (code === 'forbidden') return 'not_in_range'
  if (code === 'wecom_failed') return 'wecom'
  if (code === 'rate_limited') return 'rate'
  if (code === 'network' || code === 'unavailable' || status >= 502) return 'server'
  return 'bug'
}
