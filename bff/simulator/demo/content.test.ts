import { expect, it } from 'vitest'
import { findVariables } from '../../../shared/domain/fill-script.ts'
import { regionName } from '../../../shared/domain/regions.ts'
import { avatar } from './avatars.ts'
import { chatsOf } from './chats.ts'
import { contacts, followsOf } from './contacts.ts'
import { demoCorp } from './corp.ts'
import { customers, slugs } from './customers.ts'
import { groupIds, groupsOf, strangers } from './groups.ts'
import { materials } from './materials.ts'
import { orders } from './orders.ts'
import { pipelines } from './pipelines.ts'
import { scripts } from './scripts.ts'
import { daysAgo } from './when.ts'

const now = new Date('2026-03-09T02:00:00Z')
const told = slugs.flatMap((slug) => (customers[slug].history ? [{ slug, history: customers[slug].history, customer: customers[slug] }] : []))
const notes = told.flatMap(({ history }) => (history.notes ?? []).flatMap(({ text }) => text ?? []))
const titles = told.flatMap(({ history }) => (history.tasks ?? []).map(({ title }) => title))
const remarks = followsOf(now).flatMap(({ description }) => description || [])
const written = [
  ...scripts.flatMap(({ title, text }) => [title, text]),
  ...materials.flatMap(({ title, description }) => [title, description]),
  ...notes,
  ...titles,
  ...remarks,
]
const groups = groupsOf(now)
const lines = [...chatsOf(now), ...groups].flatMap(({ messages }) => messages.map(({ text }) => text))

it('has two teams of sales and one of service, and people in four roles', () => {
  const { departments, employees } = demoCorp(now)
  expect(departments.filter(({ visible }) => visible).map(({ name }) => name)).toEqual(['销售一组', '销售二组', '客服组'])
  const people = employees.filter(({ visible }) => visible)
  expect(people.length).toBeGreaterThanOrEqual(5)
  expect(new Set(people.map(({ roleHint }) => roleHint)).size).toBe(4)
})

it('has forty customers with histories, two pipelines, eighty scripts, twenty materials', () => {
  expect([told.length, pipelines.length, scripts.length, materials.length]).toEqual([40, 2, 80, 20])
  expect(new Set(scripts.map(({ key }) => key)).size).toBe(80)
  expect(new Set(scripts.map(({ category }) => category)).size).toBe(8)
  expect(scripts.filter(({ language }) => language === 'en')).toHaveLength(12)
})

it('shares no sentence of eight characters between any two texts, conversations included', () => {
  const seen = new Map<string, string>()
  for (const text of [...written, ...lines]) {
    const sentences = text.split(/[。！？；…，、：,.!?;:\n]/).map((part) => part.trim())
    for (const sentence of new Set(sentences.filter((part) => Array.from(part).length >= 8))) {
      expect(seen.has(sentence), `${sentence} stands in ${seen.get(sentence) ?? ''} and in ${text}`).toBe(false)
      seen.set(sentence, text)
    }
  }
  expect(seen.size).toBeGreaterThan(500)
})

it('is written, not templated: no two of scripts, materials, notes, tasks and descriptions share eight Chinese characters in a row', () => {
  const seen = new Map<string, string>()
  for (const text of written) {
    const runs = (text.replace(/\{[^}]*\}/g, '\n').match(/\p{Script=Han}{8,}/gu) ?? []).flatMap((run) =>
      Array.from({ length: run.length - 7 }, (_, from) => run.slice(from, from + 8)),
    )
    for (const run of new Set(runs)) {
      expect(seen.has(run), `${run} stands in ${seen.get(run) ?? ''} and in ${text}`).toBe(false)
      seen.set(run, text)
    }
  }
})

it('has variables in scripts only, and only those that are filled or asked for', () => {
  const names = new Set(scripts.flatMap(({ text }) => findVariables(text)))
  const asked = ['介绍人', '茶名', '截止日', '单价', '快递单号', '快递公司', '到账天数', '有空的日子']
  expect([...names].sort()).toEqual(['客户称呼', '我的名字', ...asked].sort())
  for (const text of [...notes, ...titles, ...remarks, ...lines, ...materials.flatMap(({ title, description }) => [title, description])])
    expect(text).not.toMatch(/[{}｛｝]|undefined|null|TODO|lorem/i)
})

it('keeps to the house words: no exclamation in scripts, no 亲 or 哦', () => {
  for (const { text } of scripts) expect(text).not.toMatch(/[！!～~]|亲，|哦|呢/)
})

it('goes through the stages in order of time, after the customer was added, and every stage is one of its pipeline', () => {
  for (const { slug, history, customer } of told) {
    const added = Math.max(...customer.follows.map(({ days }) => days))
    for (const [at, way] of [history.stages, history.gifts?.stages].entries()) {
      const known = pipelines[at]?.stages.map(({ name }) => name as string)
      const moments = (way ?? []).map(([name, days, time]) => {
        expect(known, `${slug} ${name}`).toContain(name)
        expect(days, `${slug} ${name}`).toBeLessThanOrEqual(added)
        return daysAgo(now, days, time).getTime()
      })
      expect(moments, slug).toEqual([...moments].sort((a, b) => a - b))
    }
    expect([history.stages, history.gifts].some(Boolean), slug).toBe(true)
    expect(history.lostReason !== undefined, slug).toBe(history.stages?.at(-1)?.[0] === '流失')
    expect(history.gifts?.lostReason !== undefined, slug).toBe(history.gifts?.stages.at(-1)?.[0] === '未成单')
  }
})

it('tells one story of each customer: who bought has orders, who writes notes follows, keys exist', () => {
  const keys = new Set([...scripts.map(({ key }) => key), ...materials.map(({ key }) => key)])
  for (const { slug, history, customer } of told) {
    const added = Math.max(...customer.follows.map(({ days }) => days))
    const followers = customer.follows.map(({ by }) => by)
    const bought = [...(history.stages ?? []), ...(history.gifts?.stages ?? [])].some(([name]) => ['购买', '复购', '交付完成'].includes(name))
    const paid = (customer.orders ?? []).filter(({ status }) => !['created', 'cancelled'].includes(status))
    if (bought) expect(paid.length, slug).toBeGreaterThan(0)
    if (customer.orders) expect(customer.account, slug).toBeDefined()
    for (const { at } of customer.orders ?? []) expect(at[0], slug).toBeLessThanOrEqual(added)
    for (const { at, by = history.by } of history.notes ?? []) {
      expect(followers, slug).toContain(by)
      expect(at[0], slug).toBeLessThanOrEqual(added)
    }
    for (const { at, script, material } of history.sends ?? []) {
      expect(keys, slug).toContain(script ?? material)
      expect(at[0], slug).toBeLessThanOrEqual(added)
    }
    for (const { made, done, due } of history.tasks ?? []) {
      if (done) expect(done[0], slug).toBeLessThanOrEqual(made[0])
      if (due !== 'today' && !done) expect(due[0], slug).toBeLessThanOrEqual(7)
    }
    expect(customer.follows.every(({ tags = [] }) => new Set(tags).size === tags.length)).toBe(true)
    for (const { by, lines: said } of customer.chats ?? []) {
      expect(followers, slug).toContain(by)
      const moments = said.map(([, days, time]) => daysAgo(now, days, time).getTime())
      expect(moments, slug).toEqual([...moments].sort((a, b) => a - b))
      for (const moment of moments) expect(moment).toBeLessThan(now.getTime())
    }
  }
})

it('has groups in which only members speak, after they came, and people whom nobody follows', () => {
  const people = new Set([...contacts, ...strangers].map(({ externalUserId }) => externalUserId))
  const followed = new Set(followsOf(now).map(({ externalUserId }) => externalUserId))
  expect(groups.map(({ chatId }) => chatId)).toEqual(Object.values(groupIds))
  for (const { owner, members, messages } of groups) {
    const ids = members.map(({ memberId }) => memberId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain(owner)
    for (const { memberId, kind } of members) expect(kind === 'external').toBe(people.has(memberId))
    expect(ids.filter((id) => people.has(id) && !followed.has(id)).length).toBeGreaterThan(0)
    const moments = messages.map(({ at }) => at.getTime())
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
    for (const { from, at } of messages) {
      const joined = members.find(({ memberId }) => memberId === from)?.joinedAt ?? now
      expect(joined < at && at < now, from).toBe(true)
    }
  }
})

it('has orders in every state, partial refunds too, and no number twice', () => {
  expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(['created', 'paid', 'shipped', 'completed', 'refunding', 'refunded', 'cancelled']))
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
  const total = ({ items }: (typeof orders)[number]) => items.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0)
  for (const order of orders) if (order.refund) expect(order.refund.amountMinor).toBeLessThanOrEqual(total(order))
  expect(orders.filter((order) => order.status === 'completed' && order.refund).length).toBeGreaterThan(1)
  for (const order of orders.filter(({ status }) => status === 'refunded')) expect(order.refund?.amountMinor).toBe(total(order))
})

it('uses only phones that nobody has, and addresses that lead nowhere', () => {
  const phones = [
    ...demoCorp(now).employees.map(({ mobile }) => mobile),
    ...slugs.flatMap((slug) => [...customers[slug].follows.flatMap(({ mobiles = [] }) => mobiles), customers[slug].fields?.phone ?? []].flat()),
  ]
  for (const phone of phones) expect(phone).toMatch(/^(15400000\d{3}|\+442079460\d{3}|\+1\d{3}55501\d\d)$/)
  for (const { linkUrl } of materials) if (linkUrl) expect(new URL(linkUrl).hostname).toMatch(/\.qingyu\.example$/)
})

it('knows every region, and draws a picture of its own for everyone who has one', () => {
  for (const slug of slugs) {
    const region = customers[slug].fields?.region
    if (region) expect(regionName(region), `${slug} ${region}`).toBeDefined()
  }
  const pictures = contacts.flatMap(({ avatarId }) => (avatarId ? [avatar(avatarId)] : []))
  expect(pictures).toHaveLength(40)
  expect(new Set(pictures).size).toBe(40)
  for (const picture of pictures) expect(picture).toMatch(/^<svg /)
})

it('has names and ids within what WeCom allows', () => {
  for (const { remark, description } of followsOf(now)) {
    expect(Array.from(remark).length).toBeLessThanOrEqual(20)
    expect(Array.from(description).length).toBeLessThanOrEqual(150)
  }
  expect(new Set(contacts.map(({ externalUserId }) => externalUserId)).size).toBe(slugs.length)
})
