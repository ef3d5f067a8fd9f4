import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { marksOf, recordScreen, type Marks, type Moment } from '../fixtures/screen-record.ts'

const chats = [who.qiaojie, who.xiaoman, who.kelvin, who.dengjun]
const SWITCHES = 20
/** Now and then the person stops and looks. */
const LOOKS = [6, 11, 17]

/** The same numbers in every run: `next(n)` gives an integer from 0 to n - 1. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** Answers about customers come in their own time, and so out of order. */
async function slowAnswers(page: Page, roll: (sides: number) => number) {
  await page.route('**/api/context', async (route) => {
    const delayMs = roll(5) * 60
    const response = await route.fetch().catch(() => undefined)
    if (!response) return route.abort().catch(() => undefined)
    setTimeout(() => void route.fulfill({ response }).catch(() => undefined), delayMs)
  })
}

/** Who each of the switches leads to: always somebody else. */
function path(roll: (sides: number) => number): string[] {
  const way: string[] = []
  for (let at = 0; at < SWITCHES; at++) {
    const others = chats.filter((id) => id !== (way.at(-1) ?? chats[0]))
    way.push(others[roll(others.length)] ?? '')
  }
  return way
}

function expectNobodyMixedUp(moments: Moment[], marks: Marks[]) {
  const idOf = (name: string) => marks.find((mark) => mark.name === name)?.externalUserId
  const mixed = moments.filter(({ name, seen }) => seen.some((id) => id !== idOf(name)))
  expect(mixed, 'data of another customer than the one named').toEqual([])
  const stale = moments.filter(({ name, told }) => idOf(name) !== undefined && idOf(name) !== told)
  expect(
    stale.map(({ name, told }) => ({ name, told })),
    'a name after the host has told of another',
  ).toEqual([])
  const shown = new Set(moments.map(({ name }) => name))
  expect(marks.filter(({ name }) => shown.has(name)).length, 'customers that were shown at all').toBeGreaterThan(2)
}

async function begin(desk: Desk, page: Page, seed: number) {
  const roll = dice(seed)
  await desk.signIn('shen_ke')
  const marks = await marksOf(desk, chats)
  for (const { texts, name } of marks) expect(texts.length, `texts of ${name} alone`).toBeGreaterThan(2)
  await slowAnswers(page, roll)
  const moments = await recordScreen(page, marks)
  const nameOf = (id = '') => marks.find(({ externalUserId }) => externalUserId === id)?.name ?? ''
  return { marks, moments, nameOf, way: path(roll) }
}

test('twenty fast switches in a kept page never show another customer under a name @desktop', async ({ desk, page }) => {
  const { marks, moments, nameOf, way } = await begin(desk, page, 7)
  await desk.openChat('shen_ke', chats[0] ?? '')
  for (const [at, id] of way.entries()) {
    await desk.switchTo(id)
    if (LOOKS.includes(at)) await expect(desk.name()).toHaveText(nameOf(id))
  }
  await expect(desk.name()).toHaveText(nameOf(way.at(-1)))
  await page.unrouteAll({ behavior: 'wait' })
  await expect(desk.name()).toHaveText(nameOf(way.at(-1)))
  expectNobodyMixedUp(moments, marks)
})

test('twenty fast switches with a new page each never show another customer under a name @desktop', async ({ desk, page }) => {
  const { marks, moments, nameOf, way } = await begin(desk, page, 11)
  await desk.openChat('shen_ke', chats[0] ?? '')
  for (const [at, id] of way.entries()) {
    await desk.hostOfNextPage({ externalUserId: id })
    await page.reload({ waitUntil: 'commit' })
    if (LOOKS.includes(at)) await expect(desk.name()).toHaveText(nameOf(id))
  }
  await expect(desk.name()).toHaveText(nameOf(way.at(-1)))
  await desk.usable()
  expectNobodyMixedUp(moments, marks)
})

test('a switch while the first answer is still on its way ends at the new customer @desktop', async ({ desk, page }) => {
  const { marks, moments, nameOf } = await begin(desk, page, 13)
  const [first = '', second = ''] = chats
  const asked = page.waitForRequest('**/api/context')
  await desk.open({ userId: 'shen_ke', externalUserId: first })
  await asked
  await desk.switchTo(second)
  await desk.usable()
  await expect(desk.name()).toHaveText(nameOf(second))
  expect(moments.filter(({ name, seen }) => seen.some((id) => nameOf(id) !== name))).toEqual([])
  expect(marks).toHaveLength(chats.length)
})

test('a switch while a retry waits for a slow answer ends at the new customer @desktop', async ({ desk, page, problems }) => {
  const [first = '', second = ''] = chats
  await desk.signIn('shen_ke')
  const marks = await marksOf(desk, [first, second])
  const moments = await recordScreen(page, marks)
  let asked = 0
  let answer = (): void => undefined
  const slow = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/context', async (route) => {
    asked += 1
    if (asked === 1) return route.abort()
    if (asked === 2) await slow
    return route.continue()
  })
  problems.expect(/Failed to load resource/)
  await desk.open({ userId: 'shen_ke', externalUserId: first })
  await page.locator('#failure').waitFor()
  const retried = page.waitForRequest('**/api/context')
  await page.getByRole('button', { name: '重试' }).click()
  await retried
  await desk.switchTo(second)
  answer()
  await desk.usable()
  await expect(desk.name()).toHaveText(marks[1]?.name ?? '')
  expect(moments.map(({ name }) => name)).not.toContain(marks[0]?.name)
})
