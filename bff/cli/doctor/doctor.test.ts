import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PUBLIC_URL, startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { keepReport } from '../../features/page/signature-reports.ts'
import { examined, failuresIn, lineOf } from './test/examined.ts'
import { Unreachable, type Visit } from './visit.ts'

const DOMAIN_FILE = 'WW_verify_aB3dE6gH9jK2mN5p.txt'
const CALLBACK = { WECOM_CALLBACK_TOKEN: 'QDG6eK', WECOM_CALLBACK_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }

describe('the doctor', () => {
  let test: TestApp
  const inData = (name: string) => join(test.app.config.dataDir, name)

  beforeAll(async () => {
    test = await startTestApp()
  })
  beforeEach(() => writeFileSync(inData(DOMAIN_FILE), 'aB3dE6gH9jK2mN5p'))
  afterEach(() => rmSync(inData(DOMAIN_FILE), { force: true }))
  afterAll(() => test.close())

  it('says of a corp that nobody has used yet what is left to be done, and that this is no failure', async () => {
    const { said, failed } = await examined(test)
    expect(failed).toEqual([])
    expect(`${lineOf(said, 'events of WeCom')}\n${lineOf(said, 'signature in WeCom')}`).toMatchInlineSnapshot(`
      "– events of WeCom: not set up, and not needed: this version receives no events yet, a later one will
      – signature in WeCom: never opened yet: open the sidebar once in a chat with a customer, on a phone and on a computer, and run it again"
    `)
  })

  it('finds nothing at a corp that is set up well', async () => {
    const { corpId } = test.app.config.wecom
    const at = new Date(Date.now() - 3 * 60_000)
    await keepReport(test.app.store, { corpId, client: 'ios', outcome: 'accepted', keyword: '', address: `${PUBLIC_URL}/sidebar/`, at })
    const { said } = await examined(test, { settings: CALLBACK })
    expect(said).toMatchInlineSnapshot(`
      "✓ settings: complete
      ✓ data folder: /data can be written, 12.3 GB free
      ✓ database: wwqingyu0000000001, SQLite in /data, as new as this version needs it
      ✓ public address: https://kebian.test answers over https
      ✓ sidebar page: https://kebian.test/sidebar/ leads to the login of this app and back
      ✓ domain file: WW_verify_aB3dE6gH9jK2mN5p.txt is served
      ✓ clock: WeCom can be reached, and the clocks differ by 0 s
      ✓ corp id and secret: WeCom gives a token for wwqingyu0000000001
      ✓ trusted IP: WeCom takes calls from this server
      ✓ agent id: 1000002 is 客边
      ✓ visible range: 6 members: fang_hui, gu_yuan, he_zhou, lu_yining, shen_ke, tang_qi
      ✓ customer contact: 6 members of the range may contact customers: shen_ke, lu_yining, he_zhou, fang_hui, tang_qi, gu_yuan
      ✓ customer: a customer of shen_ke can be read
      ✓ ticket of the app: https://kebian.test/sidebar/ at 1414587457 is signed 0f9de62fce790f9a083d5c99e95740ceb90c27ed
      ✓ ticket of the corp: https://kebian.test/sidebar/ at 1414587457 is signed 0f9de62fce790f9a083d5c99e95740ceb90c27ed (for clients before 3.0.24)
      ✓ login: members come back to kebian.test, the trusted domain of the app
      ✓ events of WeCom: what the key seals it opens; this version receives no events yet, a later one will
      ✓ signature in WeCom: accepted by ios (3 min ago)
      Doctor: 18 passed, 0 failed, 0 not checked"
    `)
  })

  it('names all settings that are wrong, and none of their values', async () => {
    const settings = { WECOM_AGENT_ID: 'not-a-number', SESSION_SECRET: 'short-secret', PUBLIC_URL: undefined, WECOM_CALLBACK_TOKEN: 'token-of-events' }
    const { said, findings } = await examined(test, { settings })
    expect(failuresIn(said)).toMatchInlineSnapshot(`
      "✗ settings: 5 to mend
          cause: WECOM_CALLBACK_AES_KEY is missing; WECOM_CALLBACK_TOKEN has at most 32 letters and digits; PUBLIC_URL is missing; WECOM_AGENT_ID is a number such as 1000002; SESSION_SECRET is weak: give it 32 or more random characters.
          fix:   set them in the environment or in the file that --env-file names; .env.example explains each."
    `)
    expect(findings.slice(1).every(({ outcome, what }) => outcome === 'not_checked' && what === 'settings have to pass first')).toBe(true)
    for (const value of Object.values(settings)) if (value) expect(said).not.toContain(value)
  })

  it('wants a folder and a database that can be used', async () => {
    writeFileSync(inData('a-file'), '')
    const folder = await examined(test, { settings: { DATA_DIR: inData('a-file') } })
    expect(lineOf(folder.said, 'data folder')).toMatchInlineSnapshot(`
      "✗ data folder: cannot be used
          cause: The data directory /data/a-file cannot be written.
          fix:   give this user write access to it, or set DATA_DIR to another folder."
    `)
    mkdirSync(inData('damaged'), { recursive: true })
    writeFileSync(inData('damaged/kebian.sqlite'), 'no database '.repeat(1000))
    const database = await examined(test, { settings: { DATA_DIR: inData('damaged') } })
    expect(lineOf(database.said, 'database')).toMatchInlineSnapshot(`
      "✗ database: cannot be used
          cause: The database in /data/damaged is damaged.
          fix:   restore a backup of it, or move every file kebian.sqlite* out of there to begin with an empty one."
    `)
    expect(lineOf(database.said, 'signature in WeCom')).toBe('– signature in WeCom: database has to pass first')
    const gone = await examined(test, { settings: { DATABASE_URL: 'postgres://kebian:hunter2@127.0.0.1:1/kebian' } })
    expect(lineOf(gone.said, 'database')).toMatchInlineSnapshot(`
      "✗ database: cannot be used
          cause: PostgreSQL at DATABASE_URL did not answer as it should (connect ECONNREFUSED 127.0.0.1:1).
          fix:   check the address, the database and its user."
    `)
    expect(gone.said).not.toContain('hunter2')
  })

  describe('at the public address', () => {
    const visited = (status: number, headers: Record<string, string> = {}, text = ''): Visit => ({ status, headers: new Headers(headers), text })
    const login = 'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wwother'
    const failures = async (answer: (url: string) => Visit | undefined) => failuresIn((await examined(test, { answer })).said)

    it('names a proxy with nothing behind it', async () => {
      expect(await failures(() => visited(502))).toMatchInlineSnapshot(`
        "✗ public address: https://kebian.test answers 502
            cause: the proxy is there and Kebian behind it is not, or cannot work.
            fix:   start Kebian (node --env-file=.env dist/bff/server.js) and let the proxy pass every path to it unchanged; docs/connect.md has nginx and Caddy."
      `)
    })

    it('names something else that is served there', async () => {
      expect(await failures(() => visited(200, {}, '<html>Welcome to nginx'))).toMatchInlineSnapshot(`
        "✗ public address: https://kebian.test answers 200, and not as Kebian does
            cause: something else is served there, or the proxy changes paths or answers.
            fix:   start Kebian (node --env-file=.env dist/bff/server.js) and let the proxy pass every path to it unchanged; docs/connect.md has nginx and Caddy."
      `)
    })

    it('names a way to another address', async () => {
      expect(await failures(() => visited(301, { location: 'https://www.kebian.test/healthz?x' }))).toMatchInlineSnapshot(`
        "✗ public address: https://kebian.test leads to https://www.kebian.test/healthz
            cause: PUBLIC_URL is not the address that Kebian is served at.
            fix:   set PUBLIC_URL to that origin, or let the proxy answer at https://kebian.test itself."
      `)
    })

    it('names a server with other settings', async () => {
      expect(await failures((url) => (url.endsWith('/sidebar/') ? visited(302, { location: login }) : undefined))).toMatchInlineSnapshot(`
        "✗ sidebar page: it leads to the login with another appid, agentid, redirect_uri
            cause: the server that answers there runs with other settings than these, or is another one.
            fix:   give both the same file of settings and restart the server; see that the proxy leads to it."
      `)
    })

    it('names a proxy that keeps the domain file to itself', async () => {
      expect(await failures((url) => (url.includes('WW_verify') ? visited(404) : undefined))).toMatchInlineSnapshot(`
        "✗ domain file: WW_verify_aB3dE6gH9jK2mN5p.txt lies in DATA_DIR and is answered with 404
            cause: the proxy keeps the path to itself, or the server has another DATA_DIR.
            fix:   let the proxy pass every path to Kebian, and give server and doctor the same DATA_DIR."
      `)
    })

    it('names why it cannot be reached', async () => {
      const codes = ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ECONNRESET']
      const told: string[] = []
      for (const code of codes) {
        const refuse = (url: string) => {
          throw new Unreachable(url, code)
        }
        told.push(await failures(refuse))
      }
      expect(told.join('\n')).toMatchInlineSnapshot(`
        "✗ public address: kebian.test cannot be reached (ENOTFOUND)
            cause: the name has no address.
            fix:   look at the DNS record of kebian.test, and whether this server can ask a DNS server.
        ✗ public address: kebian.test cannot be reached (ECONNREFUSED)
            cause: nothing listens there.
            fix:   start what serves kebian.test; look at its port and at the firewall.
        ✗ public address: kebian.test cannot be reached (ETIMEDOUT)
            cause: no answer in time.
            fix:   let this server reach kebian.test through its firewall. Some networks do not let a server reach its own public address: then open it from outside.
        ✗ public address: kebian.test cannot be reached (CERT_HAS_EXPIRED)
            cause: the certificate has expired.
            fix:   renew the certificate of kebian.test and reload the proxy.
        ✗ public address: kebian.test cannot be reached (ERR_TLS_CERT_ALTNAME_INVALID)
            cause: the certificate is for another name.
            fix:   get one for kebian.test, and see that the proxy serves it for that name.
        ✗ public address: kebian.test cannot be reached (DEPTH_ZERO_SELF_SIGNED_CERT)
            cause: the certificate is not one that a phone would trust.
            fix:   use one of a public authority for kebian.test, and serve the whole chain (fullchain.pem).
        ✗ public address: kebian.test cannot be reached (ECONNRESET)
            cause: the line broke.
            fix:   see that kebian.test can be reached from this server."
      `)
    })

    it('wants https', async () => {
      const { said } = await examined(test, { settings: { PUBLIC_URL: 'http://127.0.0.1:5170' } })
      expect(lineOf(said, 'public address')).toMatchInlineSnapshot(`
        "✗ public address: plain http on this machine
            cause: phones cannot open it, and WeCom takes only https.
            fix:   get a domain and a certificate, put a TLS proxy in front (docs/connect.md), and set PUBLIC_URL to https://…"
      `)
    })

    it('wants the domain file, as WeCom gave it', async () => {
      rmSync(inData(DOMAIN_FILE))
      expect(await failures(() => undefined)).toMatchInlineSnapshot(`
        "✗ domain file: no WW_verify_*.txt in /data
            cause: WeCom lets a page use its functions only when it is proven whose domain it is.
            fix:   admin console → 应用管理 → 自建 → this app → 网页授权及JS-SDK → 申请校验域名: download the file and put it into DATA_DIR, no restart needed; then press 确定 there."
      `)
      writeFileSync(inData(DOMAIN_FILE), '<html>')
      const changed = await failures(() => undefined)
      expect(changed).toMatchInlineSnapshot(`
        "✗ domain file: WW_verify_aB3dE6gH9jK2mN5p.txt does not hold its own sixteen characters
            cause: it was changed, or is no plain file.
            fix:   download it anew and put it into DATA_DIR as it is."
      `)
      rmSync(inData(DOMAIN_FILE))
      symlinkSync(inData('kebian.sqlite'), inData(DOMAIN_FILE))
      expect(await failures(() => undefined)).toBe(changed)
    })
  })
})
