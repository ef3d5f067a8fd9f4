import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { addDays, dayOf, momentOf } from '../../../shared/domain/due.ts'
import { readSetting } from '../settings/index.ts'
import { removeOld } from './remove-old.ts'
import { rulesAt, type DaysKept } from './rules.ts'

const KIND = 'retention'
/** On the clocks of TIME_ZONE. */
const HOUR = 3

/**
 * Removes what is older than the settings keep, each night. The night is a job with the day as its id, so that it is there once however many servers ask for
 * it, one of them does it, and one that was missed is done at the next start.
 */
export const retention = fp(
  async (app: FastifyInstance) => {
    const { store, config, clock } = app
    const { corpId } = config.wecom

    async function planNext() {
      const now = clock()
      const today = dayOf(now, config.timeZone)
      const day = momentOf(today, HOUR, config.timeZone) > now ? today : addDays(today, 1)
      const runAt = momentOf(day, HOUR, config.timeZone)
      const job = { id: `${KIND}-${day}`, corpId, employeeId: '', kind: KIND, payload: {}, lane: KIND, runAt, createdAt: now, updatedAt: now }
      await store.write(async (tx) => void (await tx.insert(store.tables.jobs).values(job).onConflictDoNothing()))
    }

    const setting = async (key: `retention_${keyof DaysKept}_days`) => (await readSetting(store.read, store.tables, corpId, key)).value

    async function run() {
      await planNext()
      const days = {
        visits: await setting('retention_visits_days'),
        audit: await setting('retention_audit_days'),
        jobs: await setting('retention_jobs_days'),
      }
      for (const { longestMs, ...removed } of await removeOld(store, rulesAt(store.tables, corpId, clock(), days)))
        if (removed.rows > 0) app.log.info({ ...removed, longestMs: Math.round(longestMs) }, 'what was old is removed')
    }

    app.jobs.add(KIND, { run, refused: async () => undefined })
    if (config.role !== 'web') await planNext()
  },
  { name: 'retention', dependencies: ['store', 'jobs'] },
)
