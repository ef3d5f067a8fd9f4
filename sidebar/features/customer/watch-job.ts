import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'

type Job = RouteReply<'GET /jobs/:jobId'>
export type Refusal = NonNullable<Job['reason']>

const WAIT_MS = 10_000
const ROUNDS = 30

/**
 * Follows a change that WeCom has to accept until its end, for at most five minutes.
 * @returns why WeCom refused it for good; undefined when it took the change, or when that could not be learnt: the next bundle tells
 */
export async function watchJob(jobId: string): Promise<Refusal | undefined> {
  for (let round = 0; round < ROUNDS; round++) {
    const job = await api('GET /jobs/:jobId', { params: { jobId }, query: { waitMs: WAIT_MS } }, { timeoutMs: WAIT_MS + 5_000 }).catch(() => undefined)
    if (!job || job.state === 'done') return undefined
    if (job.state === 'refused') return job.reason ?? { code: 'unknown', params: {} }
  }
  return undefined
}
