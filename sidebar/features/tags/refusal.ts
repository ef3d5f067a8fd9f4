import { words } from '../../words/index.ts'

/** Numbers of WeCom that a person can do something about, for reasons that carry the number only. */
const BY_ERRCODE: Record<string, string> = {
  84061: 'no_relation',
  40068: 'tag_unknown',
  40126: 'tag_quota',
  45035: 'write_conflict',
  6000: 'write_conflict',
  45009: 'too_many_calls',
  45033: 'too_many_calls',
  48002: 'api_not_permitted',
  60011: 'member_out_of_range',
  40096: 'contact_unknown',
}

/** Why WeCom refused for good, as one sentence; `reason` as a job or an event carries it. */
export function refusalText(reason: { code?: string; params?: Record<string, string> } | undefined): string {
  const { reasons } = words().tags
  const { code = '', params = {} } = reason ?? {}
  return reasons[code] ?? reasons[BY_ERRCODE[params.errcode ?? code] ?? ''] ?? reasons.other ?? ''
}

/** Why the BFF did not take the change. */
export function failureText({ code, details }: { code: string; details: Record<string, unknown> }): string {
  const { reasons } = words().tags
  if (code === 'refused') return refusalText({ code: String(details.reason ?? '') })
  return reasons[code] ?? reasons.server ?? ''
}
