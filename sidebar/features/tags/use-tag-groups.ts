import { useQuery } from '@pinia/colada'
import { computed, type ComputedRef, type Ref } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import type { TagChoice } from './bundle-tags.ts'
import { TAG_GROUPS } from './own-tag-kind.ts'

type Reply = RouteReply<'GET /tag-groups'>

export interface ChoiceGroup {
  /** `mine` for my own personal tags, the group's id otherwise. */
  id: string
  name: string
  tags: TagChoice[]
}

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
}

/** Tags of the corp and my own; asked for while `wanted`. */
export function useTagGroups(wanted: () => boolean): TagGroups {
  const query = useQuery<Reply>(() => ({ key: TAG_GROUPS, enabled: wanted(), query: () => api('GET /tag-groups', {}), staleTime: 60_000 }))

  return {
    groups: computed(() => query.data.value && groupsOf(query.data.value)),
    error: query.error,
    loading: computed(() => query.asyncStatus.value === 'loading'),
    refresh: () => void query.refetch(),
  }
}
