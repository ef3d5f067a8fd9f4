import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { RouteReply } from '../../shared/contracts/index.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { launchKillable } from '../fixtures/killable.ts'
import { Writes } from '../fixtures/writes.ts'
import { writtenAbout } from '../fixtures/written.ts'

const me = 'shen_ke'
const chat = who.qiaojie
const KILLS = 20

/** `before`: the request has not left the device. `between`: the server has it, its answer never comes. `after`: the answer is there. */
type Moment = 'before' | 'between' | 'after'

interface Write {
  moment: Moment
  act(writes: Writes): Promise<void>
  /** As it stands in the database. */
  line: string
}

/** One write of each sort, by how many of that sort were before it. */
async function sortsOf(desk: Desk): Promise<((nth: number) => Omit<Write, 'moment'>)[]> {
  const { customer, opportunity, tagGroups } = await desk.bundle(chat)
  const stages = opportunity?.stages.filter(({ kind }) => kind === 'open') ?? []
  const here = stages.findIndex(({ stageId }) => stageId === opportunity?.stageId)
  const { groups } = await desk.get<RouteReply<'GET /tag-groups'>>('tag-groups')
  const [all, taken] = [groups, tagGroups].map((some) => some.flatMap(({ tags }) => tags.map(({ name }) => name))) as [string[], string[]]
  const free = all.filter((name) => !taken.includes(name) && all.indexOf(name) === all.lastIndexOf(name))
  const tasks = Array.from({ length: KILLS / 5 }, (_, nth) => `第 ${nth + 1} 件要做的事`)
  const dueAt = new Date(Date.now() + 3600_000).toISOString()
  for (const title of tasks) await desk.write('POST', `customers/${customer.customerId}/notes`, { text: `说好：${title}`, next: { title, dueAt } })
  return [
    (nth) => ({ line: `note_written 第 ${nth} 句`, act: (writes) => writes.note(`第 ${nth} 句`) }),
    (nth) => ({ line: `tag_set ${free[nth]}`, act: (writes) => writes.tag(free[nth] ?? '') }),
    (nth) => ({ line: `field_changed ${70 + nth}`, act: (writes) => writes.field('门店数', String(70 + nth)) }),
    (nth) => {
      const to = stages[(here + 1 + nth) % stages.length]?.name ?? ''
      return { line: `stage_moved ${to}`, act: (writes) => writes.stage(to) }
    },
    (nth) => ({ line: `task_done ${tasks[nth]}`, act: (writes) => writes.finish(tasks[nth] ?? '') }),
  ]
}

test('a browser that is killed with a write on its way loses none and doubles none', async ({ demo, desk }) => {
  test.setTimeout(30 * 60_000)
  await desk.signIn(me)
  const sorts = await sortsOf(desk)
  const [note] = sorts
  const writes: Write[] = [
    ...Array.from({ length: KILLS }, (_, round) => ({ moment: 'between' as const, ...sorts[round % 5]!(Math.floor(round / 5)) })),
    ...(['before', 'after'] as const).map((moment, nth) => ({ moment, ...note!(KILLS + nth) })),
  ]
  const { customerId } = (await desk.bundle(chat)).customer
  const before = writtenAbout(demo, customerId).length
  const written = () => writtenAbout(demo, customerId).slice(before)
  const profile = await mkdtemp(join(tmpdir(), 'kebian-profile-'))
  try {
    for (let round = 0; round <= writes.length; round++) {
      const { context, kill } = await launchKillable(profile)
      const page = await context.newPage()
      await page.setViewportSize({ width: 375, height: 812 })
      const killed = new Desk(page, demo.origin)
      await killed.openChat(me, chat)
      await expect.poll(written, `what is stored after kill ${round}`).toEqual(writes.slice(0, round).map(({ line }) => line))
      await expect.poll(() => killed.kept('outbox')).toBe(0)
      const next = writes[round]
      if (next) await writeUpTo(killed, next)
      await kill()
    }
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
  expect(written()).toEqual(writes.map(({ line }) => line))
})

/** Returns when the request has come as far as it is to come. */
async function writeUpTo(desk: Desk, { moment, act }: Write): Promise<void> {
  const far = new Promise<void>((resolve) => {
    void desk.page.route(/\/api\/.*\/(notes|tags|fields|stage|state)(\/|$)/, async (route) => {
      if (route.request().method() === 'GET') return route.fallback()
      if (moment === 'after') await route.continue()
      else if (moment === 'between') await route.fetch()
      resolve()
    })
  })
  await act(new Writes(desk))
  await far
  if (moment === 'after') await expect.poll(() => desk.kept('outbox')).toBe(0)
}
