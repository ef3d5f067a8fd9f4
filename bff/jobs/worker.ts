import { EventEmitter, once } from 'node:events'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Params, Store, Writer } from '../db/index.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { WecomError } from '../wecom/errors.ts'
import { pausedUntil, pauseUntil } from './pause.ts'
import { claimJob, finishJob, postponeJob, refuseJob, type Job } from './queue.ts'

/** What one kind of job does. `refused` takes the change back, in the transaction that records the refusal. */
export interface JobKind {
  run(job: Job): Promise<void>
  /** Whether a failure that passes elsewhere never does here. */
  isLasting?(error: unknown): boolean
  refused(tx: Writer, job: Job, reason: { code: string; params: Params }, now: Date): Promise<void>
}

export interface Jobs {
  add(kind: string, work: JobKind): void
  /** Looks for due jobs now; called after every write. */
  kick(): void
  /** Resolves when no job is due any more, or WeCom wants a pause. */
  runDue(): Promise<void>
  /** Resolves when a job has ended (anyone's) or the time is over. */
  untilNextEnd(waitMs: number): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    jobs: Jobs
  }
}

type Outcome = Parameters<Metrics['jobEnded']>[1]

/** WeCom answers, but does not want it now (45035, -1): given up after about a minute of such answers. */
const MAX_REFUSALS = 8
/** WeCom is away, too many calls were made, or an administrator has something to mend: what was typed waits for about a day. */
const MAX_ATTEMPTS_AWAY = 170
/** After "too many calls" nothing is tried for so long. */
const PAUSE_MS = 60_000
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

    const next = async () => (clock() < (await pausedUntil(store, config.wecom.corpId)) ? undefined : claimJob(store, clock()))

    async function drain() {
      do {
        again = false
        for (let job = await next(); job; job = await next()) {
          const trouble = await perform(app, kinds.get(job.kind), job)
          if (isLimit(trouble)) await pause()
          ends.emit('end')
        }
      } while (again)
    }

    /** Of all processes: the limit is the corp's. */
    const pause = () =>
      pauseUntil(store, config.wecom.corpId, new Date(clock().getTime() + PAUSE_MS)).catch((error: unknown) =>
        app.log.error({ err: error }, 'the pause that WeCom wants could not be recorded'),
      )

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
  { name: 'jobs', dependencies: ['store', 'metrics'] },
)

/**
 * Never rejects: a job that cannot even be put back is taken again when its lease has run out.
 * @returns why the work itself failed
 */
async function perform({ store, clock, log, metrics }: FastifyInstance, kind: JobKind | undefined, job: Job): Promise<unknown> {
  const failure = await attempt(kind, job)
  const settle = failure ? putBack(store, kind, job, failure.error, clock(), log) : finish(store, job, clock, log)
  await settle
    .then((outcome) => metrics.jobEnded(job.kind, outcome))
    .catch((error: unknown) => log.error({ err: error, jobId: job.id }, 'job could not be put back'))
  return failure?.error
}

async function attempt(kind: JobKind | undefined, job: Job): Promise<{ error: unknown } | undefined> {
  try {
    if (!kind) throw new Error('no such kind of job')
    await kind.run(job)
    return undefined
  } catch (error) {
    return { error }
  }
}

/** WeCom has accepted the job, so that it is never taken back; it runs once more, which changes nothing, when its end cannot be recorded. */
async function finish(store: Store, job: Job, clock: () => Date, log: FastifyBaseLogger): Promise<Outcome> {
  try {
    await store.write(async (tx) => void (await finishJob(tx, store.tables, job.id, clock())))
    return 'done'
  } catch (error) {
    log.error({ err: error, jobId: job.id }, 'the end of a job could not be recorded')
    await postpone(store, job, { delayMs: delayAfter(job.attempts), refusals: job.refusals }, clock())
    return 'postponed'
  }
}

async function putBack(store: Store, kind: JobKind | undefined, job: Job, error: unknown, now: Date, log: FastifyBaseLogger): Promise<Outcome> {
  if (!(error instanceof WecomError)) log.error({ err: error, jobId: job.id }, 'job failed unexpectedly')
  const lasting = (error instanceof WecomError && error.kind === 'refused') || kind?.isLasting?.(error) === true
  const away = isAway(error)
  const refusals = job.refusals + (away ? 0 : 1)
  // Each sort of trouble by itself: after a night without WeCom, one refusal is the first, not the last.
  const count = away ? job.attempts - refusals : refusals
  // A kind that only a newer server knows waits for one.
  if (kind && (lasting || count >= (away ? MAX_ATTEMPTS_AWAY : MAX_REFUSALS))) {
    const reason = reasonOf(error)
    log.warn({ jobId: job.id, kind: job.kind, attempts: job.attempts, reason }, 'job refused')
    await store.write(async (tx) => {
      await refuseJob(tx, store.tables, job.id, reason, now)
      await kind.refused(tx, job, reason, now)
    })
    return 'refused'
  }
  log.info({ jobId: job.id, kind: job.kind, attempts: job.attempts }, 'job will be tried again')
  const delayMs = Math.max(delayAfter(count), isLimit(error) ? PAUSE_MS : 0)
  await postpone(store, job, { delayMs, refusals }, now)
  return 'postponed'
}

const postpone = (store: Store, { id }: Job, { delayMs, refusals }: { delayMs: number; refusals: number }, now: Date) =>
  store.write(async (tx) => void (await postponeJob(tx, store.tables, id, { runAt: new Date(now.getTime() + delayMs), refusals }, now)))

const delayAfter = (attempts: number) => FIRST_DELAY_MS * 2 ** (Math.min(attempts, LONGEST_WAIT_AT) - 1)

const AWAY = new Set(['network', 'rate_limited', 'fatal_config', 'token'])
const isAway = (error: unknown) => error instanceof WecomError && AWAY.has(error.kind)
const isLimit = (error: unknown) => error instanceof WecomError && error.kind === 'rate_limited'

const reasonOf = (error: unknown): { code: string; params: Params } =>
  error instanceof WecomError
    ? { code: error.hint, params: error.errcode === undefined ? {} : { errcode: String(error.errcode) } }
    : { code: 'unknown', params: {} }
