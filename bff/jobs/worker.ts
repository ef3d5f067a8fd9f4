import { EventEmitter, once } from 'node:events'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Params, Store, Writer } from '../db/index.ts'
import { WecomError } from '../wecom/errors.ts'
import { claimJob, finishJob, postponeJob, refuseJob, type Job } from './queue.ts'

/** What one kind of job does. `refused` takes the change back, in the transaction that records the refusal. */
export interface JobKind {
  run(job: Job): Promise<void>
  refused(tx: Writer, job: Job, reason: { code: string; params: Params }, now: Date): Promise<void>
}

export interface Jobs {
  add(kind: string, work: JobKind): void
  /** Looks for due jobs now; called after every write. */
  kick(): void
  /** Resolves when no job is due any more. */
  runDue(): Promise<void>
  /** Resolves when a job has ended (anyone's) or the time is over. */
  untilNextEnd(waitMs: number): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    jobs: Jobs
  }
}

/** WeCom answers, but does not want it now (45035, -1): given up after about a minute. */
const MAX_ATTEMPTS = 8
/** WeCom is away, too many calls were made, or an administrator has something to mend: what was typed waits for about a day. */
const MAX_ATTEMPTS_AWAY = 170
const FIRST_DELAY_MS = 500
/** From this attempt on the wait grows no more: about eight minutes. */
const LONGEST_WAIT_AT = 11
const POLL_MS = 2000

/** Runs the jobs of the table, in this process, one at a time: a sales team's writes are few and WeCom wants them in turn. */
export const worker = fp(
  async (app: FastifyInstance) => {
    const { store, clock, config } = app
    const kinds = new Map<string, JobKind>()
    const ends = new EventEmitter()
    ends.setMaxListeners(0)
    const works = config.role !== 'web'
    let running: Promise<void> | undefined
    let again = false

    async function drain() {
      do {
        again = false
        for (let job = await claimJob(store, clock()); job; job = await claimJob(store, clock())) {
          await perform(store, kinds.get(job.kind), job, clock, app.log)
          ends.emit('end')
        }
      } while (again)
    }

    function runDue(): Promise<void> {
      again = true
      running ??= drain().finally(() => (running = undefined))
      return running
    }

    const kick = () => {
      if (works) runDue().catch((error: unknown) => app.log.error({ err: error }, 'jobs could not be looked for'))
    }

    app.decorate('jobs', {
      add: (kind: string, work: JobKind) => void kinds.set(kind, work),
      kick,
      runDue,
      untilNextEnd: async (waitMs: number) => {
        await once(ends, 'end', { signal: AbortSignal.timeout(waitMs) }).catch(() => undefined)
      },
    })
    const timer = setInterval(kick, POLL_MS)
    timer.unref()
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await running
    })
  },
  { name: 'jobs', dependencies: ['store'] },
)

/** Never rejects: a job that cannot even be put back is taken again when its lease has run out. */
async function perform(store: Store, kind: JobKind | undefined, job: Job, clock: () => Date, log: FastifyBaseLogger) {
  try {
    if (!kind) throw new Error('no such kind of job')
    await kind.run(job)
    await store.write(async (tx) => void (await finishJob(tx, store.tables, job.id, clock())))
  } catch (error) {
    if (!(error instanceof WecomError)) log.error({ err: error, jobId: job.id }, 'job failed unexpectedly')
    await putBack(store, kind, job, error, clock(), log).catch((failure: unknown) => log.error({ err: failure, jobId: job.id }, 'job could not be put back'))
  }
}

async function putBack(store: Store, kind: JobKind | undefined, job: Job, error: unknown, now: Date, log: FastifyBaseLogger) {
  const lasting = error instanceof WecomError && error.kind === 'refused'
  // A kind that only a newer server knows waits for one.
  if (kind && (lasting || job.attempts >= limitFor(error))) {
    const reason = reasonOf(error)
    log.warn({ jobId: job.id, kind: job.kind, attempts: job.attempts, reason }, 'job refused')
    await store.write(async (tx) => {
      await refuseJob(tx, store.tables, job.id, reason, now)
      await kind.refused(tx, job, reason, now)
    })
  } else {
    log.info({ jobId: job.id, kind: job.kind, attempts: job.attempts }, 'job will be tried again')
    const delay = FIRST_DELAY_MS * 2 ** (Math.min(job.attempts, LONGEST_WAIT_AT) - 1)
    await store.write(async (tx) => void (await postponeJob(tx, store.tables, job.id, new Date(now.getTime() + delay), now)))
  }
}

const AWAY = new Set(['network', 'rate_limited', 'fatal_config', 'token'])
const limitFor = (error: unknown) => (error instanceof WecomError && AWAY.has(error.kind) ? MAX_ATTEMPTS_AWAY : MAX_ATTEMPTS)

const reasonOf = (error: unknown): { code: string; params: Params } =>
  error instanceof WecomError
    ? { code: error.hint, params: error.errcode === undefined ? {} : { errcode: String(error.errcode) } }
    : { code: 'unknown', params: {} }
