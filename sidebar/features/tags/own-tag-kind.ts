import { useQueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { patchBundle } from '../customer/index.ts'
import type { Kind } from '../outbox/index.ts'
import { withTag, type TagChoice } from './bundle-tags.ts'
import { readTagsAgain } from './tag-kind.ts'

export const TAG_GROUPS = ['tag-groups']

const own = (tagId: string, name: string): TagChoice => ({ tagId, name, kind: 'personal', group: '' })

/** A tag of one's own, made and set. The one of that name is the same tag, and setting it twice is setting it: each may be repeated. */
export const ownTagKind: Kind<{ name: string }, RouteReply<'POST /personal-tags'>> = {
  name: 'own-tag',
  recordOf: ({ customerId, input }) => `own tag ${customerId} ${input.name}`,
  async send({ customerId, input: { name } }, as) {
    const tag = await api('POST /personal-tags', { body: { name } }, as)
    await api('PUT /customers/:customerId/tags/:tagId', { params: { customerId, tagId: tag.tagId } }, { employeeId: as.employeeId })
    return tag
  },
  shows: { bundle: (bundle, { id, input: { name } }) => withTag(bundle, own(id, name), true) },
  meets: () => 'replaces',
  settled({ customerId }, reply) {
    const cache = useQueryCache()
    const { tagId, name } = reply ?? {}
    if (!tagId || !name) void refetch(cache, TAG_GROUPS)
    else {
      patchBundle(customerId, (bundle) => withTag(bundle, own(tagId, name), true))
      const known = cache.getQueryData<RouteReply<'GET /tag-groups'>>(TAG_GROUPS)
      if (known && !known.personal.some((tag) => tag.tagId === tagId))
        cache.setQueryData(TAG_GROUPS, { ...known, personal: [...known.personal, { tagId, name }] })
    }
    void readTagsAgain(customerId)
  },
  title: ({ input: { name } }) => words().outbox.tag(name, true),
}
