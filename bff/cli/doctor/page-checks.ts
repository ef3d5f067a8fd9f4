import { latestReports, type PageReport } from '../../features/page/signature-reports.ts'
import { open, seal } from '../../wecom/callback-crypto.ts'
import { WecomError } from '../../wecom/errors.ts'
import { signPage } from '../../wecom/signature.ts'
import type { Config } from '../../config.ts'
import { remedyOfCode } from './remedies.ts'
import type { Check, Failure, Verdict } from './check.ts'

/** What makes a page work inside WeCom: tickets, login, signature; and the events that come back. */
export const pageChecks: Check[] = [
  {
    id: 'agent_ticket',
    name: 'ticket of the app',
    after: ['agent'],
    run: async ({ config, wecom, now }) => ({ passed: signed(config, await wecom.agentTicket(), now()) }),
  },
  {
    id: 'corp_ticket',
    name: 'ticket of the corp',
    after: ['agent'],
    run: async ({ config, wecom, now }) => ({ passed: `${signed(config, await wecom.corpTicket(), now())} (for clients before 3.0.24)` }),
  },
  {
    id: 'login',
    name: 'login',
    after: ['agent'],
    async run({ config, wecom, app }): Promise<Verdict> {
      const { host } = new URL(config.publicUrl)
      const domain = (await app()).redirectDomain.replace(/^https?:\/\//, '').replace(/\/$/, '')
      if (domain.toLowerCase() !== host)
        return {
          failed: domain ? `the app's trusted domain is ${domain}, and PUBLIC_URL has ${host}` : 'the app has no trusted domain',
          ...remedyOfCode(50001, config),
          errcode: 50001,
        }
      await wecom.userOfCode('doctor').catch((error: unknown) => {
        // that this is no code is all that WeCom should say
        if (!(error instanceof WecomError) || error.hint !== 'login_code_used') throw error
      })
      return { passed: `members come back to ${host}, the trusted domain of the app` }
    },
  },
  {
    id: 'callback',
    name: 'events of WeCom',
    async run({ config: { wecom } }): Promise<Verdict> {
      const later = 'this version receives no events yet, a later one will'
      if (!wecom.callback) return { notChecked: `not set up, and not needed: ${later}` }
      const key = { aesKey: wecom.callback.aesKey, receiver: wecom.corpId }
      const text = 'a test of npm run doctor 客边'
      if (open(seal(text, key), key) === text) return { passed: `what the key seals it opens; ${later}` }
      return {
        failed: 'the key does not open what it sealed',
        cause: 'WECOM_CALLBACK_AES_KEY is not a key.',
        fix: 'make a new one: 接收消息 → 设置 API 接收 → 随机获取.',
      }
    },
  },
  {
    id: 'page_report',
    name: 'signature in WeCom',
    after: ['database'],
    async run({ config, store, now }): Promise<Verdict> {
      const reports = await latestReports(await store(), config.wecom.corpId)
      if (reports.length === 0)
        return { notChecked: 'never opened yet: open the sidebar once in a chat with a customer, on a phone and on a computer, and run it again' }
      const refused = reports.find((report) => report.outcome !== 'accepted' || !report.address.startsWith(`${config.publicUrl}/`))
      if (refused) return failureOfPage(refused, config, now())
      return { passed: `accepted by ${reports.map((report) => `${report.client} (${ago(report.at, now())})`).join(', ')}` }
    },
  },
]

function signed({ publicUrl }: Config, ticket: string, now: Date): string {
  const page = { url: `${publicUrl}/sidebar/`, nonceStr: 'doctor', timestamp: Math.floor(now.getTime() / 1000) }
  return `${page.url} at ${page.timestamp} is signed ${signPage({ ticket, ...page })}`
}

function ago(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000))
  if (minutes < 60) return `${minutes} min ago`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`
}

/** Clients end such words with the address of the code: `… more info at …?e=40093`. */
const codeIn = (keyword: string): number | undefined => Number(/[?&]e=(\d{5,6})/.exec(keyword)?.[1]) || undefined

const CODE_OF: Partial<Record<PageReport['outcome'], number>> = { signature: 40093, not_in_range: 60011 }

function failureOfPage(report: PageReport, config: Config, now: Date): Failure {
  const { client, outcome, keyword, address, at } = report
  const failed = outcome === 'accepted' ? `${client} opened it at ${address} ${ago(at, now)}` : `${client} said "${keyword}" ${ago(at, now)} at ${address}`
  const again = ' Then open the sidebar there once more and run the doctor again.'
  if (!address.startsWith(`${config.publicUrl}/`))
    return {
      failed,
      cause: 'the page was opened at another address than PUBLIC_URL.',
      fix: `enter ${config.publicUrl}/sidebar/ as the page of the chat toolbar.${again}`,
    }
  if (outcome === 'unsupported') return { failed, cause: 'this client is too old.', fix: `update WeCom to 4.0 or later.${again}` }
  if (outcome === 'no_permission')
    return {
      failed,
      cause: 'the app has no right to customer contact, or the member who opened it is not in 客户联系 → 使用范围 or not in 可见范围.',
      fix: `admin console → 客户联系 → 可调用接口的应用: tick this app; 使用范围: add the member; and 可见范围 of the app.${again}`,
    }
  if (outcome === 'timeout') return { failed, cause: 'the client said nothing in time.', fix: 'close the sidebar, open it again, and run the doctor again.' }
  const errcode = codeIn(keyword) ?? (/domain/i.test(keyword) ? 80001 : CODE_OF[outcome])
  if (!errcode)
    return {
      failed,
      cause: 'the client did not do what the page asked.',
      fix: `update WeCom on that device, and look for these words in docs/connect.md.${again}`,
    }
  const { cause, fix } = remedyOfCode(errcode, config)
  return { failed, cause, fix: fix + again, errcode }
}
