import type { RouteInput } from '../../../shared/contracts/index.ts'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import type { FailureKind, Outcome } from '../../head-start/outcome.ts'
import { bridge } from '../../wecom/bridge.ts'

type Report = RouteInput<'POST /signature/report'>['body']

const LAST = 'kebian.signature'
const AGAIN_MS = 24 * 3600_000

/** What the host refused; that a page has no chat is said only after it accepted the signature. */
const REFUSED: Partial<Record<FailureKind, Report['outcome']>> = {
  signature: 'signature',
  no_permission: 'no_permission',
  not_in_range: 'not_in_range',
  unsupported: 'unsupported',
  timeout: 'timeout',
  bridge: 'other',
  wrong_entry: 'accepted',
}

/**
 * Tells the BFF what the host said of this page's signature, for `npm run doctor`. The same is told once a day from one device. Never rejects: nobody waits
 * for it, and what does not arrive is told by the next page.
 */
export async function reportSignature(outcome: Outcome, address: Pick<Location, 'origin' | 'pathname'> = location): Promise<void> {
  const said = saidBy(outcome)
  if (!said) return
  const report = { client: bridge.client(), ...said, address: address.origin + address.pathname }
  const text = JSON.stringify(report)
  if (wasTold(text)) return
  const told = await api('POST /signature/report', { body: report }).catch((error: unknown) => error instanceof ApiError && error.code === 'rate_limited')
  // who tells too often has told it before
  if (told) remember(text)
}

/** Nothing after a failure that is not the host's: its own carry no number of a request. */
function saidBy(outcome: Outcome): Pick<Report, 'outcome' | 'keyword'> | undefined {
  if (outcome.state !== 'failed') return { outcome: 'accepted', keyword: '' }
  const { kind, keyword, requestId } = outcome.failure
  const result = requestId || window.kebian?.boot.failure ? undefined : REFUSED[kind]
  return result && { outcome: result, keyword: result === 'accepted' ? '' : keyword.slice(0, 200) }
}

function wasTold(text: string): boolean {
  try {
    const last = JSON.parse(localStorage.getItem(LAST) ?? '{}') as { text?: string; at?: number }
    return last.text === text && Date.now() - (last.at ?? 0) < AGAIN_MS
  } catch {
    return false
  }
}

function remember(text: string): void {
  try {
    localStorage.setItem(LAST, JSON.stringify({ text, at: Date.now() }))
  } catch {
    // a browser that keeps nothing tells it again
  }
}
