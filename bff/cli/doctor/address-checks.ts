import { domainFileNames, readDomainFile } from '../../features/page/domain-file.ts'
import type { Check, Failure, Verdict } from './check.ts'
import type { Visit } from './visit.ts'

const START = 'start Kebian (node --env-file=.env dist/bff/server.js) and let the proxy pass every path to it unchanged; docs/connect.md has nginx and Caddy.'

/** What people and WeCom reach under PUBLIC_URL. */
export const addressChecks: Check[] = [
  {
    id: 'public_address',
    name: 'public address',
    async run({ config: { publicUrl }, visit }): Promise<Verdict> {
      if (!publicUrl.startsWith('https:'))
        return {
          failed: 'plain http on this machine',
          cause: 'phones cannot open it, and WeCom takes only https.',
          fix: 'get a domain and a certificate, put a TLS proxy in front (docs/connect.md), and set PUBLIC_URL to https://…',
        }
      const answer = await visit(`${publicUrl}/healthz`)
      if (answer.status === 200 && answer.text.replace(/\s/g, '') === '{"ok":true}') return { passed: `${publicUrl} answers over https` }
      return strange(publicUrl, answer)
    },
  },
  {
    id: 'sidebar_page',
    name: 'sidebar page',
    after: ['public_address'],
    async run({ config, visit }): Promise<Verdict> {
      const { publicUrl, wecom } = config
      const answer = await visit(`${publicUrl}/sidebar/`)
      const location = answer.headers.get('location') ?? ''
      if (answer.status !== 302 || !URL.canParse(location)) return strange(publicUrl, answer)
      const asked = new URL(location).searchParams
      const wanted = { appid: wecom.corpId, agentid: wecom.agentId, redirect_uri: `${publicUrl}/auth/callback` }
      const other = Object.entries(wanted).filter(([name, value]) => asked.get(name) !== value)
      if (other.length === 0) return { passed: `${publicUrl}/sidebar/ leads to the login of this app and back` }
      return {
        failed: `it leads to the login with another ${other.map(([name]) => name).join(', ')}`,
        cause: 'the server that answers there runs with other settings than these, or is another one.',
        fix: 'give both the same file of settings and restart the server; see that the proxy leads to it.',
      }
    },
  },
  {
    id: 'domain_file',
    name: 'domain file',
    after: ['public_address'],
    async run({ config, visit }): Promise<Verdict> {
      const names = await domainFileNames(config.dataDir)
      if (names.length === 0)
        return {
          failed: `no WW_verify_*.txt in ${config.dataDir}`,
          cause: 'WeCom lets a page use its functions only when it is proven whose domain it is.',
          fix: 'admin console → 应用管理 → 自建 → this app → 网页授权及JS-SDK → 申请校验域名: download the file and put it into DATA_DIR, no restart needed; then press 确定 there.',
        }
      for (const name of names) {
        const trouble = await wrongFile(await readDomainFile(config.dataDir, name), name, () => visit(`${config.publicUrl}/${name}`))
        if (trouble) return trouble
      }
      return { passed: `${names.join(', ')} is served` }
    },
  },
]

async function wrongFile(text: string | undefined, name: string, ask: () => Promise<Visit>): Promise<Failure | undefined> {
  const token = name.slice('WW_verify_'.length, -'.txt'.length)
  if (text?.trim() !== token)
    return {
      failed: `${name} does not hold its own sixteen characters`,
      cause: 'it was changed, or is no plain file.',
      fix: 'download it anew and put it into DATA_DIR as it is.',
    }
  const served = await ask()
  if (served.status === 200 && served.text === text) return undefined
  return {
    failed: `${name} lies in DATA_DIR and is answered with ${served.status}`,
    cause: 'the proxy keeps the path to itself, or the server has another DATA_DIR.',
    fix: 'let the proxy pass every path to Kebian, and give server and doctor the same DATA_DIR.',
  }
}

/** What stands at the address instead of us. */
function strange(publicUrl: string, { status, headers }: Visit): Failure {
  if (status === 502 || status === 503 || status === 504)
    return { failed: `${publicUrl} answers ${status}`, cause: 'the proxy is there and Kebian behind it is not, or cannot work.', fix: START }
  const location = headers.get('location')
  if (location?.startsWith('http:') && status >= 300 && status < 400)
    return {
      failed: `${publicUrl} leads to ${location.split('?', 1)[0]}`,
      cause: 'what answers on https sends people to plain http, which WeCom does not open.',
      fix: 'let the proxy pass https on to Kebian, and redirect only from http to https (docs/connect.md).',
    }
  if (location && status >= 300 && status < 400)
    return {
      failed: `${publicUrl} leads to ${location.split('?', 1)[0]}`,
      cause: 'PUBLIC_URL is not the address that Kebian is served at.',
      fix: `set PUBLIC_URL to that origin, or let the proxy answer at ${publicUrl} itself.`,
    }
  return {
    failed: `${publicUrl} answers ${status}, and not as Kebian does`,
    cause: 'something else is served there, or the proxy changes paths or answers.',
    fix: START,
  }
}
