import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { who } from '../demo/contacts.ts'
import { groupIds } from '../demo/groups.ts'
import { tag } from '../demo/tags.ts'
import { form, png, startRig, type Answer, type Rig } from './rig.ts'
import { openSamples, shapeOf } from './samples.ts'

const { present, required, samplesOf } = openSamples(process.env)

it('has the wire samples when KEBIAN_REQUIRE_DATA asks for them', () => {
  expect(present || !required).toBe(true)
})

describe.skipIf(!present)('the simulator against collected answers (KEBIAN_DATA/wecom)', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig({ pageAtMost: 3 })
  })
  afterAll(() => rig.close())

  async function code(scope = 'snsapi_base'): Promise<string> {
    const query = new URLSearchParams({
      appid: rig.corp.corpId,
      redirect_uri: 'http://localhost/',
      response_type: 'code',
      scope,
      state: 's',
      agentid: rig.corp.agentId,
    })
    const response = await fetch(`${rig.url}/simulator/wecom/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
    return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }
  const directory = async () => rig.token(rig.corp.directorySecret)
  const pair = { userid: 'shen_ke', external_userid: who.xiaoman }
  const today = () => Math.floor(rig.time.now.getTime() / 1000)

  const calls: [string, () => Promise<Answer>][] = [
    ['gettoken', () => rig.call('gettoken', { corpid: rig.corp.corpId, corpsecret: rig.corp.secret })],
    ['get_jsapi_ticket', () => rig.call('get_jsapi_ticket')],
    ['ticket/get', () => rig.call('ticket/get', { type: 'agent_config' })],
    ['get_api_domain_ip', () => rig.call('get_api_domain_ip')],
    ['getcallbackip', () => rig.call('getcallbackip')],
    ['auth/getuserinfo', async () => rig.call('auth/getuserinfo', { code: await code('snsapi_privateinfo') })],
    ['user/getuserinfo', async () => rig.call('user/getuserinfo', { code: await code() })],
    [
      'auth/getuserdetail',
      async () =>
        rig.call('auth/getuserdetail', {}, { user_ticket: (await rig.call('auth/getuserinfo', { code: await code('snsapi_privateinfo') })).user_ticket }),
    ],
    ['user/convert_to_openid', () => rig.call('user/convert_to_openid', {}, { userid: 'shen_ke' })],
    ['user/get', () => rig.call('user/get', { userid: 'shen_ke' })],
    ['user/simplelist', () => rig.call('user/simplelist', { department_id: '3' })],
    ['user/list', () => rig.call('user/list', { department_id: '3' })],
    ['user/list_id', async () => rig.call('user/list_id', {}, { limit: 2 }, await directory())],
    ['user/getuserid', () => rig.call('user/getuserid', {}, { mobile: '15400000101' })],
    ['user/get_userid_by_email', () => rig.call('user/get_userid_by_email', {}, { email: 'shen.ke@qingyu.example' })],
    ['department/list', () => rig.call('department/list')],
    ['department/simplelist', () => rig.call('department/simplelist')],
    ['batch/userid_to_openuserid', () => rig.call('batch/userid_to_openuserid', {}, { userid_list: ['shen_ke', 'nobody'] })],
    ['externalcontact/get_follow_user_list', () => rig.call('externalcontact/get_follow_user_list')],
    ['externalcontact/list', () => rig.call('externalcontact/list', { userid: 'shen_ke' })],
    ['externalcontact/get', () => rig.call('externalcontact/get', { external_userid: who.qiaojie })],
    ['externalcontact/get', () => rig.call('externalcontact/get', { external_userid: who.hemin })],
    ['externalcontact/get', () => rig.call('externalcontact/get', { external_userid: who.momo })],
    ['externalcontact/get', () => rig.call('externalcontact/get', { external_userid: who.chenbo })],
    ['externalcontact/batch/get_by_user', () => rig.call('externalcontact/batch/get_by_user', {}, { userid_list: ['lu_yining', 'he_zhou'] })],
    ['externalcontact/remark', () => rig.call('externalcontact/remark', {}, { ...pair, remark: '满满' })],
    ['externalcontact/contact_list', () => rig.call('externalcontact/contact_list', {}, {})],
    [
      'externalcontact/get_user_behavior_data',
      () => rig.call('externalcontact/get_user_behavior_data', {}, { userid: ['shen_ke'], start_time: today() - 86_400, end_time: today() }),
    ],
    ['externalcontact/groupchat/list', () => rig.call('externalcontact/groupchat/list', {}, { limit: 10 })],
    ['externalcontact/groupchat/get', () => rig.call('externalcontact/groupchat/get', {}, { chat_id: groupIds.tasting, need_name: 1 })],
    ['externalcontact/get_corp_tag_list', () => rig.call('externalcontact/get_corp_tag_list', {}, {})],
    ['externalcontact/get_corp_tag_list', () => rig.call('externalcontact/get_corp_tag_list', {}, { tag_id: [tag.gradeA] })],
    ['externalcontact/mark_tag', () => rig.call('externalcontact/mark_tag', {}, { ...pair, add_tag: [tag.gradeA] })],
    ['externalcontact/add_corp_tag', () => rig.call('externalcontact/add_corp_tag', {}, { group_name: '节令', tag: [{ name: '中秋' }] })],
    ['media/upload', () => rig.call('media/upload', { type: 'image' }, form(png, 'a.png'))],
    ['media/uploadimg', () => rig.call('media/uploadimg', {}, form(png, 'a.png'))],
    ['media/upload_by_url', () => rig.call('media/upload_by_url', {}, { scene: 1, type: 'file', filename: 'a', url: 'https://tea.example/a', md5: 'x' })],
  ]

  /** Places that no sample shows, or shows with another type, each with its reason. */
  const deliberate = new Map([
    [
      'externalcontact/get follow_user[].wechat_channels.source: number',
      'only the batch sample is new enough to have it; the field tables of both calls name it',
    ],
  ])

  it.each(calls)('%s has fields and types of the samples only', async (api, call) => {
    const answer = await call()
    expect(answer.errcode).toBe(0)
    const known = new Set(['errcode: number', 'errmsg: string', ...samplesOf(api).flatMap((sample) => shapeOf(sample.answer))])
    const foreign = [...new Set(shapeOf(answer))].filter((place) => !known.has(place) && !deliberate.has(`${api} ${place}`))
    expect(foreign).toEqual([])
  })
})
