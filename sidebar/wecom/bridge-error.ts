export type BridgeFailure =
  | 'cancelled'
  | 'wrong_entry'
  | 'no_permission'
  | 'not_in_range'
  | 'unsupported'
  | 'signature'
  | 'bad_material'
  | 'not_friend'
  | 'timeout'
  | 'outside'
  | 'unknown'

/** A call of the host that did not work, whatever shape the host or the SDK gave it. */
export class BridgeError extends Error {
  readonly kind: BridgeFailure
  /** What the host said after the first colon, unchanged; for people who search for it. */
  readonly keyword: string
  /** The error of the BFF when it would not sign the page. */
  readonly cause: unknown

  constructor(kind: BridgeFailure, keyword: string, cause?: unknown) {
    super(`${kind}: ${keyword}`)
    this.name = 'BridgeError'
    this.kind = kind
    this.keyword = keyword
    this.cause = cause
  }
}

/** By part of what the host says, never the whole: wording and field names differ by client. The first match counts. */
const KEYWORDS: [BridgeFailure, RegExp][] = [
  ['cancelled', /cancel/],
  ['wrong_entry', /without context/],
  ['not_in_range', /not in allow ?list/],
  ['no_permission', /no ?permission|permission ?denied|access ?denied/],
  ['unsupported', /not ?exist|not support|unsupported/],
  ['signature', /invalid signature|url ?domain|missing getconfigsignature/],
  ['not_friend', /not (a )?friend|no relation/],
  ['bad_material', /not allow to cross corp|invalid ?param|invalid imgurl|media/],
]

/**
 * Makes a `BridgeError` of whatever the SDK rejected with: plain objects `{ errMsg }` of the host, the SDK's own errors, errors of our signer.
 * @see https://developer.work.weixin.qq.com/document/path/94354
 */
export function toBridgeError(reason: unknown): BridgeError {
  if (reason instanceof BridgeError) return reason
  if (reason instanceof Error && !reason.message.startsWith('SDK Error')) return new BridgeError('unknown', reason.message, reason)
  const message = reason instanceof Error ? reason.message : String((reason as { errMsg?: unknown } | undefined)?.errMsg ?? 'no answer')
  const keyword = message.slice(message.indexOf(':') + 1).trim()
  const text = keyword
    .toLowerCase()
    .replace(/^(fail|[_,\s])+/, '')
    .replace(/_/g, ' ')
  const kind = KEYWORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown'
  return new BridgeError(kind, keyword, reason)
}
