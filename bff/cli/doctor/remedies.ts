import type { Config } from '../../config.ts'
import { SettingsError } from '../../config.ts'
import { StartError } from '../../db/index.ts'
import { WecomError } from '../../wecom/errors.ts'
import type { Failure } from './check.ts'
import { Unreachable } from './visit.ts'

type Remedy = Pick<Failure, 'cause' | 'fix'>

const APP_PAGE = '应用管理 → 自建 → this app'
const ERROR_TABLE = 'https://developer.work.weixin.qq.com/document/path/90313'

/**
 * What WeCom's codes mean for somebody who connects a corp, and where to click. The meanings are those of the official table.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
const REMEDIES: [codes: number[], remedy: (config: Config, error: { ip?: string | undefined }) => Remedy][] = [
  [
    [40001, 40091],
    () => ({
      cause: 'WECOM_SECRET is not the secret of a self-built app of this corp.',
      fix: `copy it anew: admin console → ${APP_PAGE} → Secret → 查看. Then wait a minute: WeCom blocks an address that keeps trying a wrong one.`,
    }),
  ],
  [[41004, 41002], () => ({ cause: 'WeCom got an empty corp id or secret.', fix: 'set WECOM_CORP_ID and WECOM_SECRET.' })],
  [
    [40013],
    () => ({
      cause: 'WECOM_CORP_ID is no corp that WeCom knows.',
      fix: 'copy it: admin console → 我的企业 → 企业信息 → 企业 ID, at the bottom; it begins with ww.',
    }),
  ],
  [
    [40014, 42001],
    () => ({
      cause: 'WeCom refuses a token that it has just given.',
      fix: 'run the doctor again in a minute; if it stays, look at the clock above, and whether a proxy between here and WeCom keeps old answers.',
    }),
  ],
  [
    [60020],
    (_config, { ip }) => ({
      cause: `WeCom says: not allow to access from your ip${ip ? ` ${ip}` : ''}. This server's address is not among the trusted ones of the app.`,
      fix: `admin console → ${APP_PAGE} → 企业可信IP → 配置: add ${ip ?? 'the address that this server goes out with'} (several with ; between). It works about a minute later. WeCom wants a trusted domain first, takes no address of a service provider, and the address has to stay the same.`,
    }),
  ],
  [
    [301002],
    ({ wecom }) => ({
      cause: `WECOM_AGENT_ID ${wecom.agentId} is not the app that WECOM_SECRET belongs to.`,
      fix: `take AgentId and Secret from the same page: admin console → ${APP_PAGE}.`,
    }),
  ],
  [
    [48002, 48009],
    () => ({
      cause: 'this app is not listed among those that may call the customer contact API, or the secret is that of another tool, such as 通讯录同步.',
      fix: 'admin console → 客户联系 → 可调用接口的应用: tick this app. Take the secret from the app itself.',
    }),
  ],
  [
    [48005, 48006, 50003],
    () => ({
      cause: 'the app is disabled, or its rights were withdrawn because nobody used it.',
      fix: `admin console → ${APP_PAGE}: enable it again, then open it once in WeCom.`,
    }),
  ],
  [
    [60011, 50002, 92000],
    () => ({
      cause: 'a member or department is not in the visible range of the app.',
      fix: `admin console → ${APP_PAGE} → 可见范围: add the members or departments that are to use Kebian.`,
    }),
  ],
  [
    [40003, 60111, 46004],
    () => ({
      cause: 'WeCom does not know this member, or the app cannot see them.',
      fix: `admin console → 通讯录: copy the 账号 (userid) exactly; and add the member to 可见范围 (${APP_PAGE}).`,
    }),
  ],
  [
    [84061, 40096],
    () => ({
      cause: 'WeCom knows no relation between this member and the customer: the member has deleted the customer, or has not confirmed them yet.',
      fix: 'let a member in range add a customer in WeCom and run the doctor again.',
    }),
  ],
  [
    [50001, 80001, 85005, 85004],
    ({ publicUrl }) => ({
      cause: `the domain ${new URL(publicUrl).host} is not a trusted domain of this app, or it was not proven whose it is (then login works and the signature does not).`,
      fix: `admin console → ${APP_PAGE} → 网页授权及JS-SDK: set ${new URL(publicUrl).host} for both, prove it with the file of 申请校验域名, and see that its ICP record names the corp or one that belongs to it.`,
    }),
  ],
  [
    [40093, 42012],
    ({ publicUrl }) => ({
      cause: 'the client does not accept the signature: it was made with the ticket of another app or for another address, or the ticket has ended.',
      fix: `see that WECOM_AGENT_ID and WECOM_SECRET are of one app, that the page is opened at ${publicUrl}/sidebar/ and nowhere else, and that no proxy rewrites the address.`,
    }),
  ],
  [[40029, 42003, 42022], () => ({ cause: 'the login code was used before or has ended.', fix: 'open the page anew.' })],
  [
    [45009, 45033],
    () => ({
      cause: 'too many calls: WeCom lets nobody through for at least a minute (per hour: an hour).',
      fix: 'wait, then run the doctor again. If it comes back, look for another program that uses the same app.',
    }),
  ],
  [[-1, 6000, 45035], () => ({ cause: 'WeCom is busy.', fix: 'run the doctor again in a minute.' })],
]

const remedyOf = (errcode: number, config: Config, error: { ip?: string | undefined }): Remedy =>
  REMEDIES.find(([codes]) => codes.includes(errcode))?.[1](config, error) ?? { cause: `WeCom answered ${errcode}.`, fix: `look it up: ${ERROR_TABLE}` }

/** What a code in a client's words means, for people. */
export const remedyOfCode = (errcode: number, config: Config): Remedy => remedyOf(errcode, config, {})

/** The codes of the system and of OpenSSL that an operator can do something about. */
const UNREACHABLE: [codes: RegExp, cause: string, fix: (host: string) => string][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name has no address.', (host) => `look at the DNS record of ${host}, and whether this server can ask a DNS server.`],
  [/^ECONNREFUSED$/, 'nothing listens there.', (host) => `start what serves ${host}; look at its port and at the firewall.`],
  [
    /^(ETIMEDOUT|UND_ERR_\w*TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/,
    'no answer in time.',
    (host) => `let this server reach ${host} through its firewall. Some networks do not let a server reach its own public address: then open it from outside.`,
  ],
  [/^CERT_HAS_EXPIRED$/, 'the certificate has expired.', (host) => `renew the certificate of ${host} and reload the proxy.`],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate is for another name.', (host) => `get one for ${host}, and see that the proxy serves it for that name.`],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_|ERR_(TLS|SSL)|EPROTO/,
    'the certificate is not one that a phone would trust.',
    (host) => `use one of a public authority for ${host}, and serve the whole chain (fullchain.pem).`,
  ],
]

const GENERAL = { cause: 'the line broke.', fix: (host: string) => `see that ${host} can be reached from this server.` }

function remedyOfUnreachable({ url, code }: Unreachable): Failure {
  const { host } = new URL(url)
  const [, cause, fix] = UNREACHABLE.find(([codes]) => codes.test(code)) ?? [/./, GENERAL.cause, GENERAL.fix]
  return { failed: `${host} cannot be reached (${code})`, cause, fix: fix(host) }
}

/** A failure with its cause and what to do, for whatever a step threw. */
export function failureOf(error: unknown, config?: Config): Failure {
  if (error instanceof SettingsError) return { failed: `${error.problems.length} to mend`, cause: error.problems.join('; ') + '.', fix: settingsFix }
  if (error instanceof StartError) return fromStart(error.message)
  if (error instanceof Unreachable) return remedyOfUnreachable(error)
  if (!(error instanceof WecomError) || !config) return unforeseen(error)
  if (error.errcode === undefined) return noAnswer(error, config)
  return { failed: `WeCom answered ${error.errcode} to ${error.api}`, ...remedyOf(error.errcode, config, error), errcode: error.errcode }
}

const settingsFix = 'set them in the environment or in the file that --env-file names; .env.example explains each.'

/** Such sentences say what is wrong, then after a colon what to do. */
function fromStart(sentence: string): Failure {
  const at = sentence.indexOf(': ')
  return at < 0
    ? { failed: 'cannot be used', cause: sentence, fix: 'see docs/connect.md.' }
    : { failed: 'cannot be used', cause: `${sentence.slice(0, at)}.`, fix: sentence.slice(at + 2) }
}

/** The first line says enough. */
const unforeseen = (error: unknown): Failure => ({
  failed: 'could not be looked at',
  cause: error instanceof Error ? `${error.name}: ${error.message.split('\n', 1)[0]}` : 'unknown',
  fix: 'tell us with this line; the other lines hold.',
})

function noAnswer({ api, hint }: WecomError, { wecom }: Config): Failure {
  return {
    failed: `${api} gave no readable answer (${hint})`,
    cause: `the line to ${wecom.apiBase} broke, or something else than WeCom answers there.`,
    fix: 'let this server reach it over https, and leave WECOM_API_BASE empty unless a proxy of yours stands between.',
  }
}
