import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Environment, readConfig } from './config.ts'
import { StartError } from './db/index.ts'

type Settings = Record<string, string | undefined>

const COMPLETE: Settings = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'secret-of-the-app',
  PUBLIC_URL: 'https://kebian.example.com',
  SESSION_SECRET: 'kR8v-2mQp-71xZ-hT5c-0wLs-9dNb-64yF',
  PHONE_KEY: 'Jq3u-8nWd-05aV-gX2r-7kPz-1tMe-96hC',
}

/** The problems that are told, one by one. */
function problemsOf(settings: Settings): string[] {
  try {
    readConfig(settings)
    return []
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return error.message
      .replace(/^.*?: /, '')
      .replace(/\.$/, '')
      .split('; ')
  }
}

const named = (settings: Settings) => problemsOf(settings).map((problem) => problem.split(' ', 1)[0])

describe('who may show the pages in a frame', () => {
  it('are origins, as a policy takes them, and nobody unless told', () => {
    expect(readConfig(COMPLETE).frameAncestors).toEqual([])
    const FRAME_ANCESTORS = ' https://desk.example.com/  https://CRM.example.com:8443 http://localhost:3000'
    expect(readConfig({ ...COMPLETE, FRAME_ANCESTORS }).frameAncestors).toEqual([
      'https://desk.example.com',
      'https://crm.example.com:8443',
      'http://localhost:3000',
    ])
  })

  it.each([
    '*',
    'https://*.example.com',
    'https://desk.example.com/crm',
    'http://desk.example.com',
    "'self'",
    'https://a.example;script-src',
    'https://a.example,',
    'a.example',
  ])('are refused as %s', (origin) => {
    expect(named({ ...COMPLETE, FRAME_ANCESTORS: `https://good.example ${origin}` })).toEqual(['FRAME_ANCESTORS'])
  })
})

describe('what events are sealed with', () => {
  const WECOM_CALLBACK_TOKEN = 'QDG6eK'
  const WECOM_CALLBACK_AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

  it('is there as a whole or not at all', () => {
    expect(readConfig(COMPLETE).wecom.callback).toBeUndefined()
    expect(readConfig({ ...COMPLETE, WECOM_CALLBACK_TOKEN, WECOM_CALLBACK_AES_KEY }).wecom.callback).toEqual({
      token: WECOM_CALLBACK_TOKEN,
      aesKey: WECOM_CALLBACK_AES_KEY,
    })
    expect(problemsOf({ ...COMPLETE, WECOM_CALLBACK_TOKEN })).toEqual(['WECOM_CALLBACK_AES_KEY is missing'])
    expect(problemsOf({ ...COMPLETE, WECOM_CALLBACK_AES_KEY })).toEqual(['WECOM_CALLBACK_TOKEN is missing'])
  })

  it('has the shape that the admin console gives it', () => {
    expect(named({ ...COMPLETE, WECOM_CALLBACK_TOKEN: 'with-dash', WECOM_CALLBACK_AES_KEY: `${WECOM_CALLBACK_AES_KEY}=` })).toEqual([
      'WECOM_CALLBACK_TOKEN',
      'WECOM_CALLBACK_AES_KEY',
    ])
  })
})

describe('the mode', () => {
  it('is demo when nothing is set, on the address it listens on', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 5170,
      publicUrl: 'http://127.0.0.1:5170',
      publicUrlGiven: false,
      dataDir: './data',
      databaseUrl: '',
      timeZone: 'Asia/Shanghai',
      role: 'all',
      trustProxy: false,
    })
    expect(readConfig({ HOST: '::1', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080')
    expect(readConfig({ HOST: ' ', WECOM_SECRET: '' }).mode).toBe('demo')
  })

  it.each<[string, Settings]>([
    ['any WECOM_ setting', { WECOM_API_BASE: 'https://proxy.example.com' }],
    ['a WECOM_ setting of another version', { WECOM_OF_ANOTHER_VERSION: 'x' }],
    ['an address that others can reach', { HOST: '0.0.0.0' }],
    ['a public address', { PUBLIC_URL: 'https://kebian.example.com' }],
  ])('is production with %s', (_words, settings) => {
    expect(named(settings)).toContain('WECOM_CORP_ID')
    expect(readConfig({ ...COMPLETE, ...settings }).mode).toBe('production')
  })

  it('is explained to somebody who wanted the demo at another address, with what it takes', () => {
    const why = (settings: Settings) => problemsOf(settings).filter((problem) => problem.includes('so this is production'))
    expect(why({ HOST: '0.0.0.0' })).toEqual([
      'HOST is not loopback, so this is production and not the demo, which needs KEBIAN_MODE=demo KEBIAN_DEMO_PUBLIC=1 PUBLIC_URL=https://… here',
    ])
    expect(why({ PUBLIC_URL: 'https://demo.example.com' })).toEqual([
      'PUBLIC_URL is set, so this is production and not the demo, which needs KEBIAN_MODE=demo KEBIAN_DEMO_PUBLIC=1 here',
    ])
    expect(why({ PUBLIC_URL: 'http://localhost:8080' })).toEqual([
      'PUBLIC_URL is set, so this is production and not the demo, which needs KEBIAN_MODE=demo here',
    ])
    expect(why({ HOST: '0.0.0.0', PUBLIC_URL: 'https://demo.example.com', KEBIAN_DEMO_PUBLIC: '1' })).toEqual([
      'HOST is not loopback, so this is production and not the demo, which needs KEBIAN_MODE=demo here',
    ])
    expect(why({ HOST: '0.0.0.0', KEBIAN_MODE: 'production' })).toEqual([])
    expect(why({ HOST: '0.0.0.0', WECOM_CORP_ID: 'ww1' })).toEqual([])
    expect(readConfig({ HOST: '0.0.0.0', KEBIAN_MODE: 'demo', KEBIAN_DEMO_PUBLIC: '1', PUBLIC_URL: 'https://demo.example.com' }).mode).toBe('demo')
    expect(readConfig({ PUBLIC_URL: 'http://localhost:8080', KEBIAN_MODE: 'demo' }).mode).toBe('demo')
  })

  it('is what KEBIAN_MODE says', () => {
    expect(named({ KEBIAN_MODE: 'production' })).toEqual(['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'PUBLIC_URL', 'SESSION_SECRET', 'PHONE_KEY'])
    expect(readConfig({ ...COMPLETE, KEBIAN_MODE: 'demo', PUBLIC_URL: '' }).mode).toBe('demo')
    expect(named({ ...COMPLETE, KEBIAN_MODE: 'staging' })).toEqual(['KEBIAN_MODE'])
  })
})

describe('a demo that others can reach', () => {
  const PUBLIC = { KEBIAN_MODE: 'demo', HOST: '0.0.0.0', PUBLIC_URL: 'https://demo.example.com' }

  it('has to be asked for out loud, whether they come by its address or by its public one', () => {
    expect(problemsOf(PUBLIC)).toEqual(['HOST is not loopback: a demo that others can reach needs KEBIAN_DEMO_PUBLIC=1'])
    expect(problemsOf({ ...PUBLIC, HOST: '127.0.0.1' })).toEqual(['PUBLIC_URL is not loopback: a demo that others can reach needs KEBIAN_DEMO_PUBLIC=1'])
    expect(readConfig({ ...PUBLIC, KEBIAN_DEMO_PUBLIC: '1' })).toMatchObject({ mode: 'demo', publicUrl: 'https://demo.example.com' })
    expect(readConfig({ KEBIAN_MODE: 'demo', PUBLIC_URL: 'http://localhost:8080' }).publicUrl).toBe('http://localhost:8080')
  })

  it('needs to know the address that people open, and it is not plain http', () => {
    const aloud = { ...PUBLIC, KEBIAN_DEMO_PUBLIC: '1' }
    expect(named({ ...aloud, PUBLIC_URL: '' })).toEqual(['PUBLIC_URL'])
    expect(problemsOf({ ...aloud, PUBLIC_URL: 'http://192.0.2.7:5170' })).toEqual(['PUBLIC_URL is plain http: only https, or http on loopback, is allowed'])
  })
})

describe('production', () => {
  it('starts with a complete corp, its secrets and a public address', () => {
    expect(readConfig({ ...COMPLETE, ADMIN_USERIDS: ' gu_yuan, ,fang_hui ', TRUST_PROXY: '1' })).toMatchObject({
      mode: 'production',
      publicUrl: 'https://kebian.example.com',
      publicUrlGiven: true,
      adminUserIds: ['gu_yuan', 'fang_hui'],
      trustProxy: true,
      wecom: { corpId: 'ww1234567890abcdef', agentId: '1000002', apiBase: 'https://qyapi.weixin.qq.com', oauthBase: 'https://open.weixin.qq.com' },
    })
  })

  it.each(Object.keys(COMPLETE))('refuses to start without %s', (name) => {
    expect(problemsOf({ ...COMPLETE, [name]: undefined })).toEqual([`${name} is missing`])
    expect(problemsOf({ ...COMPLETE, [name]: '   ' })).toEqual([`${name} is missing`])
  })

  it.each(['SESSION_SECRET', 'PHONE_KEY', 'METRICS_TOKEN'])('refuses a weak %s', (name) => {
    const known = readConfig({}).sessionSecret
    for (const weak of ['short-but-Random-0123456789-abc', 'a'.repeat(40), 'abababababababababababababababababab', known])
      expect(problemsOf({ ...COMPLETE, [name]: weak })).toEqual([expect.stringContaining(`${name} is weak`)])
  })

  it.each(['http://kebian.example.com', 'http://192.0.2.7', 'http://127.0.0.1.example.com'])('refuses plain http on %s', (PUBLIC_URL) => {
    expect(problemsOf({ ...COMPLETE, PUBLIC_URL })).toEqual(['PUBLIC_URL is plain http: only https, or http on loopback, is allowed'])
  })

  it.each(['http://localhost:5170', 'http://127.0.0.1:5170', 'http://[::1]:5170'])('takes plain http on %s', (PUBLIC_URL) => {
    expect(readConfig({ ...COMPLETE, PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL)
  })

  it.each([
    'kebian.example.com',
    'ftp://kebian.example.com',
    'https://kebian.example.com/app',
    'https://kebian.example.com/?a=1',
    'https://kebian.example.com/#a',
    'https://me:pw@kebian.example.com',
    'https://',
  ])('refuses %s as public address', (PUBLIC_URL) => {
    expect(named({ ...COMPLETE, PUBLIC_URL })).toEqual(['PUBLIC_URL'])
  })

  it.each(['https://kebian.example.com/', 'HTTPS://Kebian.Example.com', 'https://kebian.example.com:443'])(
    'writes the public address %s as browsers do, so that signatures fit',
    (PUBLIC_URL) => {
      expect(readConfig({ ...COMPLETE, PUBLIC_URL }).publicUrl).toBe('https://kebian.example.com')
    },
  )
})

describe('single settings', () => {
  it.each<[string, string]>([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '51e2'],
    ['ROLE', 'boss'],
    ['TIME_ZONE', 'Asia/Atlantis'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://u:hunter2@db/kebian'],
    ['TRUST_PROXY', 'true'],
    ['KEBIAN_DEMO_PUBLIC', 'yes'],
    ['WECOM_API_BASE', 'https://qyapi.weixin.qq.com/cgi-bin'],
    ['WECOM_API_BASE', 'qyapi.weixin.qq.com'],
    ['WECOM_OAUTH_BASE', 'https://open.weixin.qq.com/?x=1'],
    ['WECOM_AGENT_ID', 'wwagent'],
    ['WECOM_AGENT_ID', '1000002.5'],
  ])('%s is refused as %s, in words that do not repeat it', (name, value) => {
    const problems = problemsOf({ ...COMPLETE, [name]: value })
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual([name])
    expect(problems[0]).not.toContain(value)
  })

  it('log every request in production, and only what is wrong where a person reads the terminal', () => {
    expect([readConfig(COMPLETE).logLevel, readConfig({}).logLevel]).toEqual(['info', 'warn'])
  })

  it('take what is right', () => {
    const given = {
      PORT: '0',
      ROLE: 'worker',
      TIME_ZONE: 'Europe/Berlin',
      LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgresql://db/kebian',
      WECOM_API_BASE: 'http://127.0.0.1:9/simulator/wecom/',
    }
    expect(readConfig({ ...COMPLETE, ...given })).toMatchObject({
      port: 0,
      role: 'worker',
      timeZone: 'Europe/Berlin',
      logLevel: 'silent',
      databaseUrl: given.DATABASE_URL,
      wecom: { apiBase: 'http://127.0.0.1:9/simulator/wecom' },
    })
  })

  it('are told all together when they are wrong, without one value', () => {
    const wrong = {
      KEBIAN_MODE: 'production',
      PORT: '517x',
      ROLE: 'boss',
      TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'shout',
      DATABASE_URL: 'mysql://user:hunter2@db/kebian',
      PUBLIC_URL: 'http://shop.example.net/path',
      WECOM_AGENT_ID: '1000777',
      SESSION_SECRET: 'hunter3',
      PHONE_KEY: 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz',
      METRICS_TOKEN: 'hunter4',
    }
    expect(named(wrong).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'METRICS_TOKEN',
      'PHONE_KEY',
      'PORT',
      'PUBLIC_URL',
      'ROLE',
      'SESSION_SECRET',
      'TIME_ZONE',
      'WECOM_CORP_ID',
      'WECOM_SECRET',
    ])
    const message = problemsOf(wrong).join('; ')
    for (const value of Object.values(wrong).filter((value) => value !== 'production')) expect(message).not.toContain(value)
  })
})

describe('.env.example', () => {
  it('lists exactly the settings, with their description and default', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const listed = [...text.matchAll(/^# (.+)\n([A-Z_]+)=(.*)$/gm)].map(([, description, name, value]) => [name, description, value])
    expect(listed).toEqual(
      Object.entries(Environment.properties as Record<string, { description?: string; default?: unknown }>).map(([name, schema]) => [
        name,
        schema.description,
        schema.default,
      ]),
    )
    expect(text.match(/^[^#\n]/gm)).toHaveLength(listed.length)
  })

  it('is the demo as it stands, and a corp once it is filled in', () => {
    const asItStands = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')) as Settings
    expect(Object.keys(asItStands)).toHaveLength(Object.keys(Environment.properties).length)
    expect(readConfig(asItStands)).toEqual(readConfig({}))
    expect(readConfig({ ...asItStands, ...COMPLETE })).toEqual(readConfig(COMPLETE))
  })

  it('gives no secret away', () => {
    const secrets = Object.values(Environment.properties as Record<string, { secret?: boolean; default?: unknown }>).filter(({ secret }) => secret)
    expect(secrets.map((schema) => schema.default)).toEqual(secrets.map(() => ''))
    expect(secrets).toHaveLength(6)
  })
})
