import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'

type Reason = NonNullable<RouteReply<'GET /jobs/:jobId'>['reason']>

/** `unknown`: no end was seen in time; the server goes on by itself. */
export type JobEnd = { state: 'done' | 'unknown' } | { state: 'refused'; reason?: Reason }

const WAIT_MS = 8_000
const MOST_CALLS = 15
const MOST_FAILURES = 3

/** Waits until WeCom has taken a change or refused it for good; about two minutes at most. Never rejects. */
export async function awaitJob(jobId: string): Promise<JobEnd> {
  for (let calls = 0, failures = 0; calls < MOST_CALLS && failures < MOST_FAILURES; calls++) {
    try {
      const { state, reason } = await api('GET /jobs/:jobId', { params: { jobId }, query: { waitMs: WAIT_MS } })
      if (state === 'refused') return { state, ...(reason && { reason }) }
      if (state === 'done') return { state }
    } catch {
      failures++
    }
  }
  return { state: 'unknown' }
}
