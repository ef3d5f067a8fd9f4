import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, type ComputedRef, type Ref } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import type { TagChoice } from './bundle-tags.ts'

type Reply = RouteReply<'GET /tag-groups'>

export interface ChoiceGroup {
  /** `mine` for my own personal tags, the group's id otherwise. */
  id: string
  name: string
  tags: TagChoice[]
}

const KEY = ['tag-groups']

/** All groups with the tags that can be toggled; mine last, present even when empty. */
export function groupsOf({ groups, personal }: Reply): ChoiceGroup[] {
  return [
    ...groups.map(({ groupId, name, tags }) => ({ id: groupId, name, tags: tags.map((tag) => ({ ...tag, kind: 'corp' as const, group: name })) })),
    { id: 'mine', name: '', tags: personal.map((tag) => ({ ...tag, kind: 'personal' as const, group: '' })) },
  ]
}

/** Groups cut down to the tags whose name, or whose group's name, holds `query` in any letter case; nothing is cut by an empty one. */
export function matching(groups: ChoiceGroup[], query: string): ChoiceGroup[] {
  const wanted = query.trim().toLowerCase()
  if (!wanted) return groups
  const holds = (text: string): boolean => text.toLowerCase().includes(wanted)
  return groups
    .map((group) => (group.name && holds(group.name) ? group : { ...group, tags: group.tags.filter(({ name }) => holds(name)) }))
    .filter(({ tags }) => tags.length > 0)
}

export interface TagGroups {
  groups: ComputedRef<ChoiceGroup[] | undefined>
  error: Ref<Error | null>
  loading: ComputedRef<boolean>
  refresh: () => void
  /** Makes a tag of my own, or finds the one of that name. @throws ApiError */
  create: (name: string) => Promise<TagChoice>
}

/** Tags of the corp and my own; asked for while `wanted`. */
export function useTagGroups(wanted: () => boolean): TagGroups {
  const cache = useQueryCache()
  const query = useQuery<Reply>(() => ({ key: KEY, enabled: wanted(), query: () => api('GET /tag-groups', {}), staleTime: 60_000 }))

  async function create(name: string): Promise<TagChoice> {
    const tag = await api('POST /personal-tags', { body: { name: name.trim() } })
    const known = cache.getQueryData<Reply>(KEY)
    if (known && !known.personal.some(({ tagId }) => tagId === tag.tagId)) cache.setQueryData(KEY, { ...known, personal: [...known.personal, tag] })
    return { ...tag, kind: 'personal', group: '' }
  }

  return {
    groups: computed(() => query.data.value && groupsOf(query.data.value)),
    error: query.error,
    loading: computed(() => query.asyncStatus.value === 'loading'),
    refresh: () => void query.refetch(),
    create,
  }
}
