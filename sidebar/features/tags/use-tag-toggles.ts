import { computed, shallowReactive, type ComputedRef } from 'vue'
import { words } from '../../words/index.ts'
import { peekName, refreshBundle, useBundle } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'
import { findTag, type TagChoice } from './bundle-tags.ts'
import { failureText, refusalText } from './refusal.ts'
import { ownTagKind } from './own-tag-kind.ts'
import { tagKind, tagRecord, type TagInput } from './tag-kind.ts'

export interface TagToggles {
  /** What the person wished last, else what the server has. */
  isOn: (tagId: string) => boolean
  isPending: (tagId: string) => boolean
  /** `syncing`: tags of the corp are on their way into WeCom; `synced`: all that were since `forget` were seen to arrive. */
  sync: ComputedRef<'syncing' | 'synced' | undefined>
  toggle: (choice: TagChoice) => void
  /** Makes a tag of my own, or takes the one of that name, and sets it. Resolves to why that was refused. */
  create: (name: string) => Promise<string | undefined>
  /** From here on nothing is known of WeCom but what is still under way. */
  forget: () => void
}

/**
 * Tags on and off for one customer: seen at once, written one after another for each tag until the server has the last wish.
 * `tell` gets one sentence when a wish could not be kept, with the tag it is about; `order`: all tags as the catalogue lists them, by id.
 */
export function useTagToggles(customerId: string, tell: (choice: TagChoice, text: string) => void, order: () => readonly string[] = () => []): TagToggles {
  const { bundle } = useBundle()
  const outbox = useOutbox()
  /** By tag of the corp that was toggled here: whether WeCom was seen to have it as it was last wished; undefined while that is open. */
  const arrived = shallowReactive(new Map<string, boolean | undefined>())
  const isOn = (tagId: string): boolean => findTag(bundle.value, tagId) !== undefined
  const isPending = (tagId: string): boolean => outbox.isBusy(tagRecord(customerId, tagId))
  const isSyncing = computed(() => {
    const written = outbox.entries.some(
      ({ kind, refused, customerId: of, input }) => kind === tagKind.name && !refused && of === customerId && (input as TagInput).choice.kind === 'corp',
    )
    return written || Array.from(arrived.keys()).some(isPending)
  })
  const sync = computed(() => {
    if (isSyncing.value) return 'syncing'
    return arrived.size > 0 && Array.from(arrived.values()).every(Boolean) ? 'synced' : undefined
  })

  async function toggle(choice: TagChoice): Promise<void> {
    const { tagId, name, kind } = choice
    const on = !isOn(tagId)
    if (kind === 'corp') arrived.set(tagId, undefined)
    const end = await outbox.write(tagKind, { customerId, name: peekName(customerId), input: { choice, on, order: order() } }).done
    if (end.at === 'gone') arrived.delete(tagId)
    if (end.at === 'refused') tell(choice, words().tags.failedTag(name, failureText(end.failure)))
    if (end.at !== 'stored') return
    const job = await end.job
    if (job?.state === 'refused') tell(choice, words().tags.refusedTag(name, refusalText(job.reason)))
    if (isPending(tagId)) return
    if (kind === 'corp' && job) arrived.set(tagId, job.state === 'done')
    if (!job) arrived.delete(tagId)
    if (!on && job?.state !== 'refused') await tellOthers(choice)
  }

  /** What a colleague has set as well is still there. */
  async function tellOthers(choice: TagChoice): Promise<void> {
    await refreshBundle(customerId)
    const left = findTag(bundle.value, choice.tagId)
    if (left?.byName && !isPending(choice.tagId)) tell(choice, words().tags.othersTag(choice.name, left.byName))
  }

  async function create(name: string): Promise<string | undefined> {
    const end = await outbox.write(ownTagKind, { customerId, name: peekName(customerId), input: { name: name.trim() } }).done
    return end.at === 'refused' ? failureText(end.failure) : undefined
  }

  return { isOn, isPending, sync, toggle: (choice) => void toggle(choice), create, forget: () => arrived.clear() }
}
