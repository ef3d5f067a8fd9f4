/**
 * What to do after a failed call.
 * - `fatal_config`: an administrator has to change something; no retry helps
 * - `refused`: this call will never be accepted as it stands
 * - `retry_later`: WeCom is busy or two writes met; the same call may succeed in a moment
 * - `rate_limited`: too many calls; stop, do not repeat at once
 * - `token`: the access token was refused twice, even a fresh one
 * - `network`: no readable answer (refused connection, cut line, timeout, garbage)
 */
export type WecomErrorKind = 'fatal_config' | 'refused' | 'retry_later' | 'rate_limited' | 'token' | 'network'

/** Which sentence explains the failure to a person. */
export type WecomHint =
  | 'api_not_permitted'
  | 'app_disabled'
  | 'busy'
  | 'contact_unknown'
  | 'corp_id_wrong'
  | 'domain_not_trusted'
  | 'interrupted'
  | 'ip_not_trusted'
  | 'login_code_used'
  | 'media_expired'
  | 'media_refused'
  | 'member_out_of_range'
  | 'member_unknown'
  | 'no_relation'
  | 'page_expired'
  | 'request_malformed'
  | 'secret_wrong'
  | 'tag_exists'
  | 'tag_quota'
  | 'tag_unknown'
  | 'timeout'
  | 'token_refused'
  | 'too_many_calls'
  | 'unknown'
  | 'unreadable'
  | 'welcome_expired'
  | 'write_conflict'

interface Meaning {
  kind: WecomErrorKind
  hint: WecomHint
  /** Number of the official page, developer.work.weixin.qq.com/document/path/<doc>. */
  doc: number
}

const row = (doc: number, kind: WecomErrorKind, hint: WecomHint, ...codes: number[]) => codes.map((code) => [code, { kind, hint, doc }] as const)

/** The codes that Kebian's calls can meet. Page 90313 is the official table of all codes; the others say more about theirs. */
const meanings: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  ...row(90313, 'retry_later', 'busy', -1),
  ...row(90313, 'retry_later', 'write_conflict', 6000),
  ...row(92118, 'retry_later', 'write_conflict', 45035),
  ...row(90454, 'rate_limited', 'too_many_calls', 45009, 45033),

  ...row(91039, 'fatal_config', 'secret_wrong', 40001, 40091, 41004),
  ...row(91039, 'fatal_config', 'corp_id_wrong', 40013, 41002),
  ...row(91039, 'token', 'token_refused', 40014, 42001),
  ...row(90313, 'fatal_config', 'ip_not_trusted', 60020),
  ...row(90313, 'fatal_config', 'api_not_permitted', 48002, 48009, 301002),
  ...row(90313, 'fatal_config', 'app_disabled', 48005, 48006, 50003),
  ...row(90313, 'fatal_config', 'domain_not_trusted', 50001, 80001, 85005),

  ...row(96442, 'refused', 'login_code_used', 40029, 42003, 42022),
  ...row(90313, 'refused', 'member_unknown', 40003, 46004, 60111),
  ...row(90313, 'refused', 'member_out_of_range', 50002, 60011, 92000),
  ...row(92114, 'refused', 'contact_unknown', 40096),
  ...row(92115, 'refused', 'no_relation', 84061),
  ...row(92117, 'refused', 'tag_unknown', 40068),
  ...row(92117, 'refused', 'tag_exists', 40071),
  ...row(92117, 'refused', 'tag_quota', 40126),
  ...row(90253, 'refused', 'media_expired', 40007),
  ...row(90253, 'refused', 'media_refused', 40004, 40005, 40006, 40009, 40011, 40123, 45001),
  ...row(90313, 'refused', 'request_malformed', 40033, 40035, 40058, 40063, 41001),
  ...row(90313, 'refused', 'page_expired', 50100),
  ...row(92137, 'refused', 'welcome_expired', 41050, 41051),
])

const unknownCode: Pick<Meaning, 'kind' | 'hint'> = { kind: 'refused', hint: 'unknown' }

/** Any failure of a WeCom call. Its message holds no token, secret, name or number of a person. */
export class WecomError extends Error {
  readonly errcode: number | undefined
  /** Path below /cgi-bin/. */
  readonly api: string
  readonly kind: WecomErrorKind
  readonly hint: WecomHint
  /** Our own address as WeCom saw it, where it refused that address. */
  readonly ip: string | undefined

  constructor(api: string, what: { errcode: number; ip?: string } | { hint: 'interrupted' | 'timeout' | 'unreadable' }, options?: ErrorOptions) {
    const errcode = 'errcode' in what ? what.errcode : undefined
    const meaning = 'hint' in what ? { kind: 'network' as const, hint: what.hint } : (meanings.get(what.errcode) ?? unknownCode)
    super(`${api}: ${errcode ?? 'no answer'} (${meaning.hint}${'ip' in what ? `: ${what.ip}` : ''})`, options)
    this.name = 'WecomError'
    this.errcode = errcode
    this.api = api
    this.kind = meaning.kind
    this.hint = meaning.hint
    this.ip = 'ip' in what ? what.ip : undefined
  }
}
