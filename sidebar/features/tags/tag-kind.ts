import { useQueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle } from '../customer/index.ts'
import { timelineKey } from '../notes/index.ts'
import type { Kind } from '../outbox/index.ts'
import { withTag, type TagChoice } from './bundle-tags.ts'
import { refusalText } from './refusal.ts'

export interface TagInput {
  choice: TagChoice
  on: boolean
  /** Ids of all tags as the catalogue lists them. */
  order: readonly string[]
}

export const tagRecord = (customerId: string, tagId: string): string => `tag ${customerId} ${tagId}`

/** What a tag shows in. */
export function readTagsAgain(customerId: string): Promise<void> {
  void refetch(useQueryCache(), timelineKey(customerId))
  return refreshBundle(customerId)
}

/** A tag set or taken off, followed into WeCom. */
export const tagKind: Kind<TagInput, RouteReply<'PUT /customers/:customerId/tags/:tagId'>> = {
  name: 'tag',
  recordOf: ({ customerId, input }) => tagRecord(customerId, input.choice.tagId),
  send({ customerId, input: { choice, on } }, as) {
    const params = { customerId, tagId: choice.tagId }
    return api(on ? 'PUT /customers/:customerId/tags/:tagId' : 'DELETE /customers/:customerId/tags/:tagId', { params }, as)
  },
  shows: { bundle: (bundle, { input: { choice, on, order } }) => withTag(bundle, choice, on, order) },
  meets: (earlier, now) => (earlier.input.on === now.input.on ? 'replaces' : 'cancels'),
  settled({ customerId, input: { choice, on, order } }, reply) {
    if (reply) patchBundle(customerId, (bundle) => withTag(bundle, choice, on, order))
    void readTagsAgain(customerId)
  },
  jobOf: ({ jobId }) => jobId,
  refused({ customerId, input: { choice, on, order }, failure }) {
    if (failure?.code !== 'wecom_refused') return
    patchBundle(customerId, (bundle) => withTag(bundle, choice, !on, order))
    void readTagsAgain(customerId)
  },
  title: ({ input: { choice, on } }) => words().outbox.tag(choice.name, on),
  reason: ({ failure }) => (failure?.code === 'wecom_refused' || failure?.code === 'refused' ? refusalText(failure.details) : undefined),
}
