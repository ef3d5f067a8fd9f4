import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SimLimits } from '../../../shared/simulator.ts'
import { createClock } from '../clock.ts'
import { createRateLimits } from '../rate-limits.ts'
import { startRig, type Rig } from './rig.ts'

const clock = () => createClock(() => new Date('2025-06-18T02:00:00Z'))
let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())
const limits = async (mode?: string) => (await rig.control(mode ? 'PUT' : 'GET', '/limits', mode ? { mode } : undefined)).body as unknown as SimLimits

it('lets an API be called 10,000 times a minute, then blocks it, and it alone, for a minute', () => {
  const time = clock()
  const { enter, leave } = createRateLimits(time)
  const call = (api: string) => {
    const refusal = enter(api, false)
    if (!refusal) leave(api)
    return refusal
  }
  for (let made = 0; made < 10_000; made++) expect(call('user/get')).toBeUndefined()
  time.advance(59)
  expect([call('user/get'), call('user/list')]).toEqual([45009, undefined])
  time.advance(59)
  expect(call('user/get')).toBe(45009)
  time.advance(1)
  expect(call('user/get')).toBeUndefined()
})

it('gives 100 tickets an hour, and blocks for an hour', () => {
  const time = clock()
  const { enter } = createRateLimits(time)
  const refusals = Array.from({ length: 101 }, () => enter('ticket/get', false))
  expect([refusals.indexOf(45009), enter('ticket/get', false)]).toEqual([100, 45009])
  time.advance(3600)
  expect(enter('ticket/get', false)).toBeUndefined()
})

it('refuses the 401st call of one API at a time with 45033, and goes on when one has ended', () => {
  const { enter, leave } = createRateLimits(clock())
  for (let made = 0; made < 400; made++) enter('user/get', false)
  expect([enter('user/get', false), enter('user/list', false)]).toEqual([45033, undefined])
  leave('user/get')
  expect(enter('user/get', false)).toBeUndefined()
})

it('is on as WeCom has it, can be made so tight that a person meets it, and shows what is used up', async () => {
  expect((await limits()).mode).toBe('official')
  await limits('tight')
  const token = await rig.token()
  const codes = []
  for (let made = 0; made < 11; made++) codes.push((await rig.call('department/list', {}, undefined, token)).errcode)
  expect(codes.slice(8)).toEqual([0, 0, 45009])
  const answer = await rig.call('department/list', {}, undefined, token)
  expect(answer).toMatchObject({ errcode: 45009, department: [] })
  expect(answer.errmsg).toMatch(/^api freq out of limit, hint: /)
  expect((await limits()).counters[0]).toMatchObject({ api: 'department/list', window: 'minute', used: 10, limit: 10, blockedSeconds: 60 })
  await limits('off')
  expect((await rig.call('department/list', {}, undefined, token)).errcode).toBe(0)
})

it('counts no login with a valid code', async () => {
  await limits('tight')
  const token = await rig.token()
  const query = `appid=${rig.corp.corpId}&redirect_uri=${encodeURIComponent(rig.url)}&response_type=code&scope=snsapi_base`
  const codeOf = async () =>
    new URL(
      String((await fetch(`${rig.url}/simulator/wecom/connect/oauth2/authorize?${query}`, { redirect: 'manual' })).headers.get('location')),
    ).searchParams.get('code') ?? ''
  for (let made = 0; made < 12; made++) expect((await rig.call('auth/getuserinfo', { code: await codeOf() }, undefined, token)).errcode).toBe(0)
  const codes = []
  for (let made = 0; made < 11; made++) codes.push((await rig.call('auth/getuserinfo', { code: 'spent' }, undefined, token)).errcode)
  expect(codes.slice(9)).toEqual([40029, 45009])
})
