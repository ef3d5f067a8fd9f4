import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { addDays, dayOf, momentOf } from '../../../shared/domain/due.ts'
import type { Job } from '../../jobs/queue.ts'
import { readSetting } from '../settings/index.ts'
import { removeOld } from './remove-old.ts'
import { rulesAt, type DaysKept } from './rules.ts'

const KIND = 'retention'
/** On the clocks of TIME_ZONE. */
const HOUR = 3
/** After so long what waits for WeCom has its turn, and the night goes on behind it. */
const SLICE_MS = 3000
/** About an hour: what is left then goes the next night. */
const LONGEST_SLICES = 1200

/**
 * Removes what is older than the settings keep, each night. The night is a job with the day as its id, so that it is there once however many servers ask for
 * it, one of them does it, and one that was missed is done at the next start.
 */
export const retention = fp(
  async (app: FastifyInstance) => {
    const { store, config, clock } = app
    const { corpId } = config.wecom

    async function plan(id: string, runAt: Date, slice = 0) {
      const now = clock()
      const job = { id, corpId, employeeId: '', kind: KIND, payload: { slice }, lane: KIND, runAt, createdAt: runAt, updatedAt: now }
      await store.write(async (tx) => void (await tx.insert(store.tables.jobs).values(job).onConflictDoNothing()))
    }

    async function planNext() {
      const now = clock()
      const today = dayOf(now, config.timeZone)
      const day = momentOf(today, HOUR, config.timeZone) > now ? today : addDays(today, 1)
      await plan(`${KIND}-${day}`, momentOf(day, HOUR, config.timeZone))
    }

    const setting = async (key: `retention_${keyof DaysKept}_days`) => (await readSetting(store.read, store.tables, corpId, key)).value

    async function run({ id, payload }: Job) {
      await planNext()
      const days = {
        visits: await setting('retention_visits_days'),
        audit: await setting('retention_audit_days'),
        jobs: await setting('retention_jobs_days'),
      }
      const removed = await removeOld(store, rulesAt(store.tables, corpId, clock(), days), SLICE_MS)
      for (const { longestMs, ...of } of removed) if (of.rows > 0) app.log.info({ ...of, longestMs: Math.round(longestMs) }, 'what was old is removed')
      const slice = Number(payload.slice ?? 0) + 1
      if (removed.some(({ more }) => more) && slice < LONGEST_SLICES) await plan(`${nightOf(id)}.${slice}`, clock(), slice)
    }

    const nightOf = (id: string) => id.replace(/\..*$/, '')

    app.jobs.add(KIND, { run, refused: async () => undefined })
    if (config.role !== 'web') await planNext()
  },
  { name: 'retention', dependencies: ['store', 'jobs'] },
)
