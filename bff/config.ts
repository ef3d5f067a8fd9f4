import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { StartError } from './db/index.ts'

const text = (description: string, fallback = '') => Type.String({ description, default: fallback })
const secret = (description: string) => Type.String({ description, default: '', secret: true })

/** Every variable of the environment that Kebian reads. `.env.example` lists exactly these. */
export const Environment = Type.Object({
  KEBIAN_MODE: text('demo or production; empty: demo when no WECOM_* differs from its default, HOST is loopback and PUBLIC_URL is unset'),
  KEBIAN_DEMO_PUBLIC: text('1 allows the demo on an address that others can reach'),
  HOST: text('address to listen on', '127.0.0.1'),
  PORT: text('port to listen on', '5170'),
  PUBLIC_URL: text('the address that people open, https://… in production'),
  DATA_DIR: text('folder of the SQLite database and of uploaded originals', './data'),
  DATABASE_URL: text('postgres://…; empty: SQLite in DATA_DIR'),
  SESSION_SECRET: secret('32 or more random characters; keys what a browser holds'),
  PHONE_KEY: secret('32 or more random characters; seals phone numbers. Changing it makes stored phones unreadable'),
  FRAME_ANCESTORS: text('origins that may show the pages in a frame, with spaces between, such as https://desk.example.com; empty: none, in a demo its own'),
  TRUST_PROXY: text('1 when a reverse proxy on a loopback or private address sets X-Forwarded-*'),
  TIME_ZONE: text('of the shop: days and due times', 'Asia/Shanghai'),
  LOG_LEVEL: text('fatal, error, warn, info, debug or silent; empty: info, warn in a demo, where a person reads the terminal'),
  ROLE: text('web, worker or all: what this process does', 'all'),
  METRICS_TOKEN: secret('32 or more random characters; who sends it as a bearer token may read /metrics from anywhere'),
  ADMIN_USERIDS: text('WeCom userids of the first admins, with commas between'),
  WECOM_CORP_ID: text('corp id, ww…'),
  WECOM_AGENT_ID: text('agent id of the self-built app'),
  WECOM_SECRET: secret('secret of the self-built app'),
  WECOM_CALLBACK_TOKEN: secret('token of 接收消息 → 设置 API 接收; checked by the doctor, used by a later version'),
  WECOM_CALLBACK_AES_KEY: secret('EncodingAESKey from the same page, 43 characters'),
  WECOM_API_BASE: text('base address of the WeCom API, without /cgi-bin', 'https://qyapi.weixin.qq.com'),
  WECOM_OAUTH_BASE: text('base address of the WeCom login page', 'https://open.weixin.qq.com'),
})

/** Settings that are wrong or missing. */
export class SettingsError extends StartError {
  /** One sentence for each setting, with its name and never its value. */
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`Kebian cannot start with these settings (see .env.example): ${problems.join('; ')}.`)
    this.problems = problems
  }
}

export type EnvironmentName = keyof Static<typeof Environment>

export interface Config {
  mode: 'demo' | 'production'
  host: string
  port: number
  /** Origin that people open, without a slash at the end. Follows the port in a demo on loopback. */
  publicUrl: string
  /** Whether publicUrl was given; in a demo without it the port may be any free one. */
  publicUrlGiven: boolean
  dataDir: string
  databaseUrl: string
  sessionSecret: string
  phoneKey: string
  /** Origins that may show the pages in a frame beside the usual: nobody in production, the pages' own origin in a demo. */
  frameAncestors: string[]
  trustProxy: boolean
  timeZone: string
  logLevel: string
  role: 'web' | 'worker' | 'all'
  /** Empty: /metrics is for loopback and private addresses only. */
  metricsToken: string
  adminUserIds: string[]
  wecom: {
    corpId: string
    agentId: string
    secret: string
    apiBase: string
    oauthBase: string
    /** What WeCom's events are signed and sealed with; absent until they are set up. */
    callback?: { token: string; aesKey: string }
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])
const SECRET_LENGTH = 32
/** Keys of the demo: nothing real is behind them. */
const DEMO_SECRET = 'demo-only-and-known-to-everybody-0000'

/**
 * Reads and checks the settings, all problems together.
 * @throws SettingsError
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const problems: string[] = []
  const env = Object.fromEntries(
    Object.entries(Environment.properties as Record<string, { default?: unknown }>).map(([name, schema]) => [
      name,
      environment[name]?.trim() || String(schema.default),
    ]),
  ) as Record<EnvironmentName, string>
  const need = (condition: unknown, problem: string) => void (condition || problems.push(problem))

  const anyOfCorp = Object.entries(environment).some(([name, value]) => name.startsWith('WECOM_') && value?.trim() && value.trim() !== defaultOf(name))
  const loopback = LOOPBACK.has(env.HOST)
  const mode = env.KEBIAN_MODE || (!anyOfCorp && loopback && !env.PUBLIC_URL ? 'demo' : 'production')
  need(mode === 'demo' || mode === 'production', 'KEBIAN_MODE is demo or production')
  need(/^\d{1,5}$/.test(env.PORT) && Number(env.PORT) < 65536, 'PORT is a number below 65536')
  need(Check(Type.Union(['web', 'worker', 'all'].map((role) => Type.Literal(role))), env.ROLE), 'ROLE is web, worker or all')
  need(isTimeZone(env.TIME_ZONE), 'TIME_ZONE is a name such as Asia/Shanghai')
  need(['', 'fatal', 'error', 'warn', 'info', 'debug', 'silent'].includes(env.LOG_LEVEL), 'LOG_LEVEL is fatal, error, warn, info, debug or silent')
  need(!env.DATABASE_URL || /^postgres(ql)?:\/\//.test(env.DATABASE_URL), 'DATABASE_URL begins with postgres://')
  need(!env.PUBLIC_URL || isOrigin(env.PUBLIC_URL), 'PUBLIC_URL is an origin such as https://kebian.example.com, without a path')
  need(!env.PUBLIC_URL || isSafeOrigin(env.PUBLIC_URL), 'PUBLIC_URL is plain http: only https, or http on loopback, is allowed')
  const frameAncestors = env.FRAME_ANCESTORS.split(/\s+/).filter(Boolean)
  need(frameAncestors.every(isFrameAncestor), 'FRAME_ANCESTORS holds https origins such as https://desk.example.com, without a path, with spaces between')
  need(!env.METRICS_TOKEN || isStrong(env.METRICS_TOKEN), `METRICS_TOKEN is weak: give it ${SECRET_LENGTH} or more random characters, or leave it empty`)
  for (const name of ['KEBIAN_DEMO_PUBLIC', 'TRUST_PROXY'] as const) need(['', '0', '1'].includes(env[name]), `${name} is 1, or 0 or empty`)
  for (const name of ['WECOM_API_BASE', 'WECOM_OAUTH_BASE'] as const) need(isBase(env[name]), `${name} is an http address without /cgi-bin, a query or a hash`)

  need(!env.WECOM_CALLBACK_TOKEN === !env.WECOM_CALLBACK_AES_KEY, `${env.WECOM_CALLBACK_TOKEN ? 'WECOM_CALLBACK_AES_KEY' : 'WECOM_CALLBACK_TOKEN'} is missing`)
  need(/^[0-9A-Za-z]{0,32}$/.test(env.WECOM_CALLBACK_TOKEN), 'WECOM_CALLBACK_TOKEN has at most 32 letters and digits')
  need(/^([0-9A-Za-z]{43})?$/.test(env.WECOM_CALLBACK_AES_KEY), 'WECOM_CALLBACK_AES_KEY has 43 letters and digits')

  if (mode === 'demo') {
    const own = loopback && (!env.PUBLIC_URL || !isOrigin(env.PUBLIC_URL) || onLoopback(env.PUBLIC_URL))
    need(own || env.KEBIAN_DEMO_PUBLIC === '1', `${loopback ? 'PUBLIC_URL' : 'HOST'} is not loopback: a demo that others can reach needs KEBIAN_DEMO_PUBLIC=1`)
    need(loopback || env.PUBLIC_URL, 'PUBLIC_URL is missing: HOST is not loopback, so pages need to be told the address that people open')
  } else {
    for (const name of ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'PUBLIC_URL'] as const) need(env[name], `${name} is missing`)
    need(!env.WECOM_AGENT_ID || /^\d{1,15}$/.test(env.WECOM_AGENT_ID), 'WECOM_AGENT_ID is a number such as 1000002')
    for (const name of ['SESSION_SECRET', 'PHONE_KEY'] as const) {
      need(env[name], `${name} is missing`)
      need(!env[name] || isStrong(env[name]), `${name} is weak: give it ${SECRET_LENGTH} or more random characters`)
    }
  }
  const unsaid = !env.KEBIAN_MODE && !anyOfCorp && mode === 'production'
  if (problems.length > 0 && unsaid) problems.unshift(whyProduction(loopback, env))
  if (problems.length > 0) throw new SettingsError(problems)

  return {
    mode: mode as Config['mode'],
    host: env.HOST,
    port: Number(env.PORT),
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`,
    publicUrlGiven: env.PUBLIC_URL !== '',
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    sessionSecret: env.SESSION_SECRET || DEMO_SECRET,
    phoneKey: env.PHONE_KEY || DEMO_SECRET,
    frameAncestors: frameAncestors.map((origin) => new URL(origin).origin),
    trustProxy: env.TRUST_PROXY === '1',
    timeZone: env.TIME_ZONE,
    logLevel: env.LOG_LEVEL || (mode === 'demo' ? 'warn' : 'info'),
    role: env.ROLE as Config['role'],
    metricsToken: env.METRICS_TOKEN,
    adminUserIds: env.ADMIN_USERIDS.split(',')
      .map((userId) => userId.trim())
      .filter(Boolean),
    wecom: {
      corpId: env.WECOM_CORP_ID,
      agentId: env.WECOM_AGENT_ID,
      secret: env.WECOM_SECRET,
      apiBase: withoutSlash(env.WECOM_API_BASE),
      oauthBase: withoutSlash(env.WECOM_OAUTH_BASE),
      ...(env.WECOM_CALLBACK_TOKEN && { callback: { token: env.WECOM_CALLBACK_TOKEN, aesKey: env.WECOM_CALLBACK_AES_KEY } }),
    },
  }
}

/** For those who want the demo and have not said so, with what it asks for at such an address. */
function whyProduction(loopback: boolean, { PUBLIC_URL, KEBIAN_DEMO_PUBLIC }: { PUBLIC_URL: string; KEBIAN_DEMO_PUBLIC: string }): string {
  const aloud = !loopback || !isOrigin(PUBLIC_URL) || !onLoopback(PUBLIC_URL)
  const needs = ['KEBIAN_MODE=demo', aloud && KEBIAN_DEMO_PUBLIC !== '1' && 'KEBIAN_DEMO_PUBLIC=1', !PUBLIC_URL && 'PUBLIC_URL=https://…'].filter(Boolean)
  return `${loopback ? 'PUBLIC_URL is set' : 'HOST is not loopback'}, so this is production and not the demo, which needs ${needs.join(' ')} here`
}

const defaultOf = (name: string) => (Environment.properties as Record<string, { default?: unknown }>)[name]?.default

/** The settings of this process. Nobody else reads `process.env`. */
export const configFromProcess = () => readConfig(process.env)

/** The same as a real corp needs them, whatever mode they would start. */
export const productionConfigFromProcess = () => readConfig({ ...process.env, KEBIAN_MODE: 'production' })

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '')

const isHttp = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

function isOrigin(value: string) {
  if (!isHttp(value)) return false
  const { pathname, search, hash, username, password } = new URL(value)
  return pathname === '/' && !search && !hash && !username && !password
}

function isBase(value: string) {
  if (!isHttp(value)) return false
  const { pathname, search, hash } = new URL(value)
  return !pathname.includes('/cgi-bin') && !search && !hash
}

const onLoopback = (origin: string) => LOOPBACK.has(new URL(origin).hostname.replace(/[[\]]/g, ''))

const isSafeOrigin = (value: string) => !isOrigin(value) || new URL(value).protocol === 'https:' || onLoopback(value)

/** An origin that stays one in a policy: no wildcard, nothing that would end the directive. */
const isFrameAncestor = (value: string) => !/[;,*']/.test(value) && isOrigin(value) && isSafeOrigin(value)

/** Long, not one character over and over, and not the one that this file gives away. */
const isStrong = (value: string) => value.length >= SECRET_LENGTH && new Set(value).size >= 8 && value !== DEMO_SECRET
