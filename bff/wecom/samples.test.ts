import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSamples, type Sample } from '../simulator/test/samples.ts'
import { createWecomClient, type WecomClient } from './client.ts'
import { memoryTokenStore } from './token-store.ts'
import { readVisitor } from './wire.ts'

const { present, required, samplesOf } = openSamples(process.env)

it('has the wire samples when KEBIAN_REQUIRE_DATA asks for them', () => {
  expect(present || !required).toBe(true)
})

/** What the client has to make of the samples of one endpoint, whatever their age. */
const readings: { api: string; call: (client: WecomClient) => Promise<unknown>; expected: unknown }[] = [
  { api: 'gettoken', call: (client) => client.departments(), expected: [] },
  { api: 'get_jsapi_ticket', call: (client) => client.corpTicket(), expected: expect.stringMatching(/^.{20,}$/) },
  { api: 'ticket/get', call: (client) => client.agentTicket(), expected: expect.stringMatching(/^.{20,}$/) },
  { api: 'auth/getuserinfo', call: (client) => client.userOfCode('c'), expected: { userId: 'USERID', openid: 'OPENID', externalUserId: 'EXTERNAL_USERID' } },
  {
    api: 'user/get',
    call: (client) => client.member('zhangsan'),
    expected: {
      userId: 'zhangsan',
      name: '张三',
      departmentIds: [1, 2],
      leaderOfDepartmentIds: [1],
      mainDepartmentId: 1,
      position: '后台工程师',
      status: 'active',
    },
  },
  {
    api: 'user/simplelist',
    call: (client) => client.departmentMembers(1),
    expected: [expect.objectContaining({ userId: 'zhangsan', departmentIds: expect.any(Array) })],
  },
  {
    api: 'department/list',
    call: (client) => client.departments(),
    expected: [expect.objectContaining({ departmentId: 2, name: '广州研发中心', parentId: 1 }), expect.objectContaining({ departmentId: 3, parentId: 2 })],
  },
  {
    api: 'agent/get',
    call: (client) => client.app(),
    expected: {
      agentId: '1000005',
      name: 'HR助手',
      userIds: ['zhangshan', 'lisi'],
      departmentIds: [1],
      tagIds: [1, 2, 3],
      disabled: false,
      redirectDomain: 'open.work.weixin.qq.com',
    },
  },
  { api: 'externalcontact/list', call: (client) => client.customerIds('zhangsan'), expected: [expect.stringMatching(/^wo/), expect.stringMatching(/^wm/)] },
  {
    api: 'externalcontact/groupchat/get',
    call: (client) => client.groupChat('wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA'),
    expected: { name: '销售客服群', memberUserIds: expect.arrayContaining(['abel']), externalUserIds: ['wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA'] },
  },
  { api: 'externalcontact/get_follow_user_list', call: (client) => client.followUserIds(), expected: ['zhangsan', expect.stringMatching(/^lis+i$/)] },
  {
    api: 'externalcontact/get',
    call: (client) => client.externalContact('woAJ2GC'),
    expected: expect.objectContaining({
      externalUserId: expect.stringMatching(/^woAJ2GC/),
      name: '李四',
      kind: 'wecom',
      gender: 'male',
      corpName: '腾讯',
      unionid: expect.stringMatching(/^ozynq/),
      followers: [
        expect.objectContaining({
          userId: 'rocky',
          remark: '李部长',
          since: new Date(1525779812000),
          remarkCorpName: '腾讯科技',
          remarkMobiles: [expect.stringMatching(/^13800000/), expect.stringMatching(/^13000000/)],
          tags: expect.arrayContaining([expect.objectContaining({ groupName: '标签分组名称', name: '标签名称', kind: 'corp' })]),
        }),
        expect.objectContaining({ userId: 'tommy', state: '外联二维码1', tags: [], remarkMobiles: [] }),
      ],
    }),
  },
  { api: 'externalcontact/remark', call: (client) => client.setRelation({ userId: 'u', externalUserId: 'e', remark: 'r' }), expected: undefined },
  { api: 'externalcontact/mark_tag', call: (client) => client.markTags({ userId: 'u', externalUserId: 'e', add: ['t'], remove: [] }), expected: undefined },
  {
    api: 'externalcontact/get_corp_tag_list',
    call: (client) => client.corpTagGroups(),
    expected: [{ groupId: 'TAG_GROUPID1', name: 'GOURP_NAME', order: 1, tags: [{ tagId: 'TAG_ID1', name: 'NAME1', order: 1 }] }],
  },
  {
    api: 'media/upload',
    call: (client) => client.uploadMedia({ kind: 'image', fileName: 'a.png', mime: 'image/png', bytes: Buffer.from('x') }),
    expected: { mediaId: expect.any(String), expiresAt: expect.any(Date) },
  },
]

describe.skipIf(!present)('the client against collected answers (KEBIAN_DATA/wecom)', () => {
  let stub: FastifyInstance
  let client: WecomClient
  let shown: { api: string; answer: object } = { api: '', answer: {} }

  /** Answers the sample at its endpoint, an unhelpful but valid envelope elsewhere, and nothing more on a second page. */
  beforeAll(async () => {
    stub = Fastify()
    stub.removeAllContentTypeParsers()
    stub.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    stub.all('/cgi-bin/*', (request) => {
      const api = (request.params as { '*': string })['*']
      const { cursor } = request.query as { cursor?: string }
      if (api === shown.api) return cursor ? { ...shown.answer, follow_user: [], next_cursor: '' } : shown.answer
      return api === 'gettoken' ? { errcode: 0, access_token: 't', expires_in: 7200 } : { errcode: 0, errmsg: 'ok' }
    })
    await stub.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => stub.close())

  const cases = readings.flatMap(({ api, ...reading }) =>
    samplesOf(api).map((sample): [string, Sample & typeof reading & { api: string }] => [sample.name, { api, ...sample, ...reading }]),
  )

  it.each(cases)('reads %s', async (_, { api, answer, call, expected }) => {
    const address = stub.server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    shown = { api, answer }
    client = createWecomClient({
      corpId: 'c',
      agentId: '1',
      secret: 's',
      apiBase: base,
      oauthBase: base,
      tokens: memoryTokenStore(),
      now: () => new Date(),
      timeoutMs: 2000,
    })
    expect(await call(client)).toEqual(expected)
    await client.close()
  })

  it('has a sample for every call of the client but those without an answer of their own', () => {
    const without = readings.filter(({ api }) => samplesOf(api).length === 0).map(({ api }) => api)
    expect(without).toEqual([])
  })

  it('reads the older answer about a visitor too, with its other spelling', () => {
    const [sample] = samplesOf('user/getuserinfo')
    expect(readVisitor(sample?.answer ?? {})).toEqual({ userId: 'USERID', openid: 'OPENID', externalUserId: 'EXTERNAL_USERID' })
  })
})
