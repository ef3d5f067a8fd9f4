import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC_URL, startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { freePort } from '../../../e2e/fixtures/free-port.ts'
import type { ApiFault } from '../../../shared/simulator.ts'
import { keepReport, type PageReport } from '../../features/page/signature-reports.ts'
import type { DemoCorp } from '../../simulator/index.ts'
import { examined, failuresIn, lineOf } from './test/examined.ts'

async function startWell(options: Parameters<typeof startTestApp>[0] = {}): Promise<TestApp> {
  const test = await startTestApp(options)
  writeFileSync(join(test.app.config.dataDir, 'WW_verify_aB3dE6gH9jK2mN5p.txt'), 'aB3dE6gH9jK2mN5p')
  return test
}

describe('what the doctor says when WeCom refuses', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await startWell()
  })
  afterEach(() => test.setFaults([]))
  afterAll(() => test.close())

  const refused = async (call: string, value: number) => {
    await test.setFaults([{ call, effect: 'errcode', value }])
    const { said, failed } = await examined(test)
    expect(failed.map(({ errcode }) => errcode)).toEqual([value])
    expect(said).not.toContain(test.app.config.wecom.secret)
    return failuresIn(said)
  }

  it('a wrong secret', async () => {
    expect(await refused('gettoken', 40001)).toMatchInlineSnapshot(`
      "✗ corp id and secret: WeCom answered 40001 to gettoken
          cause: WECOM_SECRET is not the secret of a self-built app of this corp.
          fix:   copy it anew: admin console → 应用管理 → 自建 → this app → Secret → 查看. Then wait a minute: WeCom blocks an address that keeps trying a wrong one."
    `)
  })

  it('a wrong corp id', async () => {
    expect(await refused('gettoken', 40013)).toMatchInlineSnapshot(`
      "✗ corp id and secret: WeCom answered 40013 to gettoken
          cause: WECOM_CORP_ID is no corp that WeCom knows.
          fix:   copy it: admin console → 我的企业 → 企业信息 → 企业 ID, at the bottom; it begins with ww."
    `)
  })

  it('calls from an address that is not trusted, and does not repeat it below', async () => {
    expect(await refused('agent/get', 60020)).toMatchInlineSnapshot(`
      "✗ trusted IP: WeCom answered 60020 to agent/get
          cause: WeCom says: not allow to access from your ip 127.0.0.1. This server's address is not among the trusted ones of the app.
          fix:   admin console → 应用管理 → 自建 → this app → 企业可信IP → 配置: add 127.0.0.1 (several with ; between). It works about a minute later. WeCom wants a trusted domain first, takes no address of a service provider, and the address has to stay the same."
    `)
    const { findings } = await examined(test)
    const after = findings.slice(findings.findIndex(({ id }) => id === 'trusted_ip') + 1)
    expect(after.map(({ id, outcome }) => `${id} ${outcome}`)).toMatchInlineSnapshot(`
      [
        "agent not_checked",
        "visible_range not_checked",
        "customer_contact not_checked",
        "customer_read not_checked",
        "agent_ticket not_checked",
        "corp_ticket not_checked",
        "login not_checked",
        "callback not_checked",
        "page_report not_checked",
      ]
    `)
  })

  it('an app that is not the one of the secret', async () => {
    expect(await refused('agent/get', 301002)).toMatchInlineSnapshot(`
      "✗ agent id: WeCom answered 301002 to agent/get
          cause: WECOM_AGENT_ID 1000002 is not the app that WECOM_SECRET belongs to.
          fix:   take AgentId and Secret from the same page: admin console → 应用管理 → 自建 → this app."
    `)
  })

  it('an app that was disabled', async () => {
    expect(await refused('agent/get', 50003)).toMatchInlineSnapshot(`
      "✗ agent id: WeCom answered 50003 to agent/get
          cause: the app is disabled, or its rights were withdrawn because nobody used it.
          fix:   admin console → 应用管理 → 自建 → this app: enable it again, then open it once in WeCom."
    `)
  })

  it('a token that it has just given', async () => {
    expect(await refused('agent/get', 42001)).toMatchInlineSnapshot(`
      "✗ trusted IP: WeCom answered 42001 to agent/get
          cause: WeCom refuses a token that it has just given.
          fix:   run the doctor again in a minute; if it stays, look at the clock above, and whether a proxy between here and WeCom keeps old answers."
    `)
  })

  it('too many calls', async () => {
    expect(await refused('agent/get', 45009)).toMatchInlineSnapshot(`
      "✗ trusted IP: WeCom answered 45009 to agent/get
          cause: too many calls: WeCom lets nobody through for at least a minute (per hour: an hour).
          fix:   wait, then run the doctor again. If it comes back, look for another program that uses the same app."
    `)
  })

  it('a department out of range', async () => {
    expect(await refused('department/list', 60011)).toMatchInlineSnapshot(`
      "✗ visible range: WeCom answered 60011 to department/list
          cause: a member or department is not in the visible range of the app.
          fix:   admin console → 应用管理 → 自建 → this app → 可见范围: add the members or departments that are to use Kebian."
    `)
  })

  it('the customer contact API', async () => {
    expect(await refused('externalcontact/get_follow_user_list', 48002)).toMatchInlineSnapshot(`
      "✗ customer contact: WeCom answered 48002 to externalcontact/get_follow_user_list
          cause: this app is not listed among those that may call the customer contact API, or the secret is that of another tool, such as 通讯录同步.
          fix:   admin console → 客户联系 → 可调用接口的应用: tick this app. Take the secret from the app itself."
    `)
  })

  it('a customer without a relation', async () => {
    expect(await refused('externalcontact/get', 84061)).toMatchInlineSnapshot(`
      "✗ customer: WeCom answered 84061 to externalcontact/get
          cause: WeCom knows no relation between this member and the customer: the member has deleted the customer, or has not confirmed them yet.
          fix:   let a member in range add a customer in WeCom and run the doctor again."
    `)
  })

  it('a ticket of the app', async () => {
    expect(await refused('ticket/get', 40093)).toMatchInlineSnapshot(`
      "✗ ticket of the app: WeCom answered 40093 to ticket/get
          cause: the client does not accept the signature: it was made with the ticket of another app or for another address, or the ticket has ended.
          fix:   see that WECOM_AGENT_ID and WECOM_SECRET are of one app, that the page is opened at https://kebian.test/sidebar/ and nowhere else, and that no proxy rewrites the address."
    `)
  })

  it('a ticket of the corp', async () => {
    expect(await refused('get_jsapi_ticket', -1)).toMatchInlineSnapshot(`
      "✗ ticket of the corp: WeCom answered -1 to get_jsapi_ticket
          cause: WeCom is busy.
          fix:   run the doctor again in a minute."
    `)
  })

  it('a login that comes back to another domain', async () => {
    expect(await refused('auth/getuserinfo', 50001)).toMatchInlineSnapshot(`
      "✗ login: WeCom answered 50001 to auth/getuserinfo
          cause: the domain kebian.test is not a trusted domain of this app, or it was not proven whose it is (then login works and the signature does not).
          fix:   admin console → 应用管理 → 自建 → this app → 网页授权及JS-SDK: set kebian.test for both, prove it with the file of 申请校验域名, and see that its ICP record names the corp or one that belongs to it."
    `)
  })

  it('something with a code that nobody knows', async () => {
    expect(await refused('get_jsapi_ticket', 987654)).toMatchInlineSnapshot(`
      "✗ ticket of the corp: WeCom answered 987654 to get_jsapi_ticket
          cause: WeCom answered 987654.
          fix:   look it up: https://developer.work.weixin.qq.com/document/path/90313"
    `)
  })

  it('nothing, because the line breaks or something else answers', async () => {
    const broken = async (fault: ApiFault) => {
      await test.setFaults([fault])
      return failuresIn((await examined(test)).said)
    }
    expect(await broken({ call: 'gettoken', effect: 'cut' })).toMatchInlineSnapshot(`
      "✗ corp id and secret: gettoken gave no readable answer (interrupted)
          cause: the line to http://wecom/simulator/wecom broke, or something else than WeCom answers there.
          fix:   let this server reach it over https, and leave WECOM_API_BASE empty unless a proxy of yours stands between."
    `)
    expect(await broken({ call: 'agent/get', effect: 'garbage' })).toMatchInlineSnapshot(`
      "✗ corp id and secret: agent/get gave no readable answer (unreadable)
          cause: the line to http://wecom/simulator/wecom broke, or something else than WeCom answers there.
          fix:   let this server reach it over https, and leave WECOM_API_BASE empty unless a proxy of yours stands between."
    `)
    const { said } = await examined(test, { settings: { WECOM_API_BASE: `http://127.0.0.1:${await freePort()}` } })
    expect(failuresIn(said).replace(/127\.0\.0\.1:\d+/g, 'wecom')).toMatchInlineSnapshot(`
      "✗ clock: wecom cannot be reached (ECONNREFUSED)
          cause: nothing listens there.
          fix:   start what serves wecom; look at its port and at the firewall."
    `)
  })

  it.each([
    ['ahead of', 125_000],
    ['behind', -125_000],
  ])('nothing, with a clock here that is %s its own', async (words, aheadMs) => {
    const { said } = await examined(test, { aheadMs })
    expect(lineOf(said, 'clock')).toMatch(
      new RegExp(`^✗ clock: this server's clock is 1[12]\\d s ${words} WeCom's\n    cause: signatures .*\n    fix:   set the clock by NTP`),
    )
  })
})

describe('what the doctor says of a page that', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await startWell()
  })
  afterAll(() => test.close())

  const told = async (said: Partial<PageReport>) => {
    const { corpId } = test.app.config.wecom
    const at = new Date(Date.now() - 3 * 60_000)
    const accepted = { corpId, client: 'ios', outcome: 'accepted', keyword: '', address: `${PUBLIC_URL}/sidebar/`, at } as const
    await keepReport(test.app.store, accepted)
    await keepReport(test.app.store, { ...accepted, client: 'windows', ...said })
    return failuresIn((await examined(test)).said)
  }

  it('was refused for its signature', async () => {
    expect(await told({ outcome: 'signature', keyword: 'invalid signature' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "invalid signature" 3 min ago at https://kebian.test/sidebar/
          cause: the client does not accept the signature: it was made with the ticket of another app or for another address, or the ticket has ended.
          fix:   see that WECOM_AGENT_ID and WECOM_SECRET are of one app, that the page is opened at https://kebian.test/sidebar/ and nowhere else, and that no proxy rewrites the address. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('was refused with a code', async () => {
    const keyword = 'invalid signature, more info at https://open.work.weixin.qq.com/devtool/query?e=42012'
    expect(await told({ outcome: 'signature', keyword })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "invalid signature, more info at https://open.work.weixin.qq.com/devtool/query?e=42012" 3 min ago at https://kebian.test/sidebar/
          cause: the client does not accept the signature: it was made with the ticket of another app or for another address, or the ticket has ended.
          fix:   see that WECOM_AGENT_ID and WECOM_SECRET are of one app, that the page is opened at https://kebian.test/sidebar/ and nowhere else, and that no proxy rewrites the address. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('was refused for its domain', async () => {
    expect(await told({ outcome: 'signature', keyword: 'fail, invalid url domain' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "fail, invalid url domain" 3 min ago at https://kebian.test/sidebar/
          cause: the domain kebian.test is not a trusted domain of this app, or it was not proven whose it is (then login works and the signature does not).
          fix:   admin console → 应用管理 → 自建 → this app → 网页授权及JS-SDK: set kebian.test for both, prove it with the file of 申请校验域名, and see that its ICP record names the corp or one that belongs to it. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('was opened by somebody out of range', async () => {
    expect(await told({ outcome: 'not_in_range', keyword: 'user not in allow list' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "user not in allow list" 3 min ago at https://kebian.test/sidebar/
          cause: a member or department is not in the visible range of the app.
          fix:   admin console → 应用管理 → 自建 → this app → 可见范围: add the members or departments that are to use Kebian. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('has no permission', async () => {
    expect(await told({ outcome: 'no_permission', keyword: 'no permission' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "no permission" 3 min ago at https://kebian.test/sidebar/
          cause: the app has no right to customer contact, or the member who opened it is not in 客户联系 → 使用范围 or not in 可见范围.
          fix:   admin console → 客户联系 → 可调用接口的应用: tick this app; 使用范围: add the member; and 可见范围 of the app. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('was opened in an old client', async () => {
    expect(await told({ outcome: 'unsupported', keyword: 'function not exist' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "function not exist" 3 min ago at https://kebian.test/sidebar/
          cause: this client is too old.
          fix:   update WeCom to 4.0 or later. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('got no answer', async () => {
    expect(await told({ outcome: 'timeout', keyword: 'no answer in 6000 ms' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "no answer in 6000 ms" 3 min ago at https://kebian.test/sidebar/
          cause: the client said nothing in time.
          fix:   close the sidebar, open it again, and run the doctor again."
    `)
  })

  it('was told what nobody knows, without moving the cursor', async () => {
    expect(await told({ outcome: 'other', keyword: 'strange\u001b[31m\nwords' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows said "strange [31m words" 3 min ago at https://kebian.test/sidebar/
          cause: the client did not do what the page asked.
          fix:   update WeCom on that device, and look for these words in docs/connect.md. Then open the sidebar there once more and run the doctor again."
    `)
  })

  it('was opened at another address', async () => {
    expect(await told({ address: 'https://old.kebian.test/sidebar/' })).toMatchInlineSnapshot(`
      "✗ signature in WeCom: windows opened it at https://old.kebian.test/sidebar/ 3 min ago
          cause: the page was opened at another address than PUBLIC_URL.
          fix:   enter https://kebian.test/sidebar/ as the page of the chat toolbar. Then open the sidebar there once more and run the doctor again."
    `)
  })
})

describe('what the doctor says of a corp with', () => {
  let test: TestApp
  afterEach(() => test.close())

  const at = async (change: (corp: DemoCorp) => void) => {
    test = await startWell({ change })
    return (await examined(test)).said
  }

  it('nobody in the visible range', async () => {
    const hidden = (corp: DemoCorp) => [...corp.departments, ...corp.employees].forEach((one) => (one.visible = false))
    expect(lineOf(await at(hidden), 'visible range')).toMatchInlineSnapshot(`
      "✗ visible range: nobody is in it
          cause: no member and no department was chosen.
          fix:   admin console → 应用管理 → 自建 → this app → 可见范围: add the members or departments that are to use Kebian."
    `)
  })

  it('departments without members in it', async () => {
    expect(lineOf(await at((corp) => corp.employees.forEach((one) => (one.visible = false))), 'visible range')).toMatchInlineSnapshot(`
      "✗ visible range: no member is in it
          cause: the chosen departments or tags have no members.
          fix:   admin console → 应用管理 → 自建 → this app → 可见范围: add the members or departments that are to use Kebian."
    `)
  })

  it('nobody who may contact customers', async () => {
    expect(lineOf(await at((corp) => corp.employees.forEach((one) => (one.contactsCustomers = false))), 'customer contact')).toMatchInlineSnapshot(`
      "✗ customer contact: no member of the range may contact customers
          cause: WeCom counts the contacts of such members as nobody's customers.
          fix:   admin console → 客户联系 → 使用范围: add the members that are to use Kebian."
    `)
  })

  it('the app not among those that may call', async () => {
    expect(lineOf(await at((corp) => (corp.appMayContactCustomers = false)), 'customer contact')).toMatchInlineSnapshot(`
      "✗ customer contact: WeCom answered 48002 to externalcontact/get_follow_user_list
          cause: this app is not listed among those that may call the customer contact API, or the secret is that of another tool, such as 通讯录同步.
          fix:   admin console → 客户联系 → 可调用接口的应用: tick this app. Take the secret from the app itself."
    `)
  })

  it('no customer yet', async () => {
    expect(lineOf(await at((corp) => (corp.follows = [])), 'customer')).toMatchInlineSnapshot(
      `"– customer: none of these members has a customer: let one add a customer in WeCom, and run it again"`,
    )
  })

  it('another login domain than the public address', async () => {
    test = await startWell({ settings: { PUBLIC_URL: 'https://crm.kebian.test' } })
    expect(lineOf((await examined(test)).said, 'login')).toMatchInlineSnapshot(`
      "✗ login: the app's trusted domain is kebian.test, and PUBLIC_URL has crm.kebian.test
          cause: the domain crm.kebian.test is not a trusted domain of this app, or it was not proven whose it is (then login works and the signature does not).
          fix:   admin console → 应用管理 → 自建 → this app → 网页授权及JS-SDK: set crm.kebian.test for both, prove it with the file of 申请校验域名, and see that its ICP record names the corp or one that belongs to it."
    `)
  })
})
