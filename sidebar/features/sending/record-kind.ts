import { useQueryCache } from '@pinia/colada'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import type { Kind } from '../outbox/index.ts'

/** What became of one message, for the timeline. */
export const recordKind: Kind<RouteInput<'POST /customers/:customerId/sends'>['body'], RouteReply<'POST /customers/:customerId/sends'>> = {
  name: 'send',
  recordOf: ({ id }) => `send ${id}`,
  send: ({ customerId, input }, as) => api('POST /customers/:customerId/sends', { params: { customerId }, body: input }, as),
  settled: ({ customerId }) => void refetch(useQueryCache(), ['timeline', customerId]),
  title: () => words().outbox.record,
}
