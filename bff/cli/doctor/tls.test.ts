import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate, type Certificate } from '../../../e2e/bench/rig/certificate.ts'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { passTo, startTlsProxy, type Answering, type TlsProxy } from '../../../e2e/fixtures/tls-proxy.ts'
import type { Finding } from './finding.ts'

const run = promisify(execFile)
const DAY_MS = 86_400_000

describe('the doctor, as a program, at an address behind a TLS proxy', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-tls-'))
  const good = makeCertificate(['localhost'])
  const expired = makeCertificate(['localhost'], Date.now() - 40 * DAY_MS)
  const other = makeCertificate(['www.kebian.test'])
  const proxies: TlsProxy[] = []
  let test: TestApp
  let origin = ''
  let front: TlsProxy

  const proxy = async (...given: Parameters<typeof startTlsProxy>) => {
    const started = await startTlsProxy(...given)
    proxies.push(started)
    return started
  }

  beforeAll(async () => {
    front = await proxy(
      good,
      passTo(() => origin),
    )
    test = await startTestApp({ settings: { PUBLIC_URL: `https://localhost:${front.port}`, TRUST_PROXY: '1' } })
    origin = await test.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    for (const { close } of proxies) await close()
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What `npm run doctor -- --json` says of the steps about the address, on a machine that trusts this certificate. Ports are taken out. */
  async function doctorAt({ port }: TlsProxy, { cert }: Certificate): Promise<string> {
    const trusted = join(folder, `${port}.pem`)
    writeFileSync(trusted, cert)
    const { PATH = '' } = process.env
    const env = { PATH, ...test.environment, DATABASE_URL: '', PUBLIC_URL: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: trusted }
    const args = ['--import', 'tsx', 'bff/cli/doctor.ts', '--json']
    const { stdout } = await run(process.execPath, args, { env }).catch((error: { stdout: string }) => error)
    const { findings } = JSON.parse(stdout) as { findings: Finding[] }
    const lines = findings
      .filter(({ id }) => id === 'public_address' || id === 'sidebar_page')
      .map(({ id, outcome, what, cause, fix }) => [`${id} ${outcome}: ${what}`, cause, fix].filter(Boolean).join('\n  '))
    return lines.join('\n').replaceAll(/(localhost|127\.0\.0\.1):\d+/g, '$1')
  }

  it('finds that it answers, and that the sidebar leads to the login', async () => {
    expect(await doctorAt(front, good)).toMatchInlineSnapshot(`
      "public_address passed: https://localhost answers over https
      sidebar_page passed: https://localhost/sidebar/ leads to the login of this app and back"
    `)
  })

  it('says of a certificate that nobody vouches for what to get instead', async () => {
    expect(await doctorAt(front, makeCertificate(['localhost']))).toMatchInlineSnapshot(`
      "public_address failed: localhost cannot be reached (DEPTH_ZERO_SELF_SIGNED_CERT)
        the certificate is not one that a phone would trust.
        use one of a public authority for localhost, and serve the whole chain (fullchain.pem).
      sidebar_page not_checked: public address has to pass first"
    `)
  })

  it('says that the certificate has expired', async () => {
    expect(
      await doctorAt(
        await proxy(
          expired,
          passTo(() => origin),
        ),
        expired,
      ),
    ).toMatchInlineSnapshot(`
      "public_address failed: localhost cannot be reached (CERT_HAS_EXPIRED)
        the certificate has expired.
        renew the certificate of localhost and reload the proxy.
      sidebar_page not_checked: public address has to pass first"
    `)
  })

  it('says that the certificate is for another host', async () => {
    expect(
      await doctorAt(
        await proxy(
          other,
          passTo(() => origin),
        ),
        other,
      ),
    ).toMatchInlineSnapshot(`
      "public_address failed: localhost cannot be reached (ERR_TLS_CERT_ALTNAME_INVALID)
        the certificate is for another name.
        get one for localhost, and see that the proxy serves it for that name.
      sidebar_page not_checked: public address has to pass first"
    `)
  })

  it('says that the proxy leads back to plain http', async () => {
    const back: Answering = (request, response) => response.writeHead(301, { location: `http://localhost:80${request.url}` }).end()
    expect(await doctorAt(await proxy(good, back), good)).toMatchInlineSnapshot(`
      "public_address failed: https://localhost leads to http://localhost/healthz
        what answers on https sends people to plain http, which WeCom does not open.
        let the proxy pass https on to Kebian, and redirect only from http to https (docs/connect.md).
      sidebar_page not_checked: public address has to pass first"
    `)
  })

  it('says that nothing is behind the proxy', async () => {
    expect(
      await doctorAt(
        await proxy(
          good,
          passTo(() => 'http://127.0.0.1:9'),
        ),
        good,
      ),
    ).toMatchInlineSnapshot(`
      "public_address failed: https://localhost answers 502
        the proxy is there and Kebian behind it is not, or cannot work.
        start Kebian (node --env-file=.env dist/bff/server.js) and let the proxy pass every path to it unchanged; docs/connect.md has nginx and Caddy.
      sidebar_page not_checked: public address has to pass first"
    `)
  })
})
