import type { RouteReply } from '../../../shared/contracts/index.ts'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'

type Job = RouteReply<'GET /jobs/:jobId'>
export type Refusal = NonNullable<Job['reason']>

/** What became of a change; `unknown` when that could not be learnt in time: the next bundle tells. */
export type JobEnd = { state: 'done' } | { state: 'refused'; reason: Refusal } | { state: 'unknown' }

const WAIT_MS = 10_000
const ROUNDS = 30
/** Before each further question after one without an answer, in milliseconds; an answer starts them anew. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]
/** Another question would get the same answer. */
const LASTING: ApiError['code'][] = ['not_found', 'unauthenticated', 'forbidden', 'bad_request']

/** Follows a change that WeCom has to accept until its end, for at most 30 questions of ten seconds; one that fails is put again, each time later. */
export async function watchJob(jobId: string): Promise<JobEnd> {
  let failures = 0
  for (let round = 0; round < ROUNDS; round++) {
    try {
      const job = await api('GET /jobs/:jobId', { params: { jobId }, query: { waitMs: WAIT_MS } }, { timeoutMs: WAIT_MS + 5_000 })
      if (job.state === 'done') return { state: 'done' }
      if (job.state === 'refused') return { state: 'refused', reason: job.reason ?? { code: 'unknown', params: {} } }
      failures = 0
    } catch (error) {
      const pause = PAUSES_MS[failures++]
      if (pause === undefined || !(error instanceof ApiError) || LASTING.includes(error.code)) break
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return { state: 'unknown' }
}
