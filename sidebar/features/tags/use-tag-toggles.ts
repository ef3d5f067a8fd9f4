import { useQueryCache } from '@pinia/colada'
import { computed, reactive, shallowReactive, type ComputedRef } from 'vue'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle, useBundle, watchJob } from '../customer/index.ts'
import { timelineKey } from '../notes/index.ts'
import { findTag, withTag, type TagChoice } from './bundle-tags.ts'
import { refusalText } from './refusal.ts'

export interface TagToggles {
  /** What the person wished last, else what the bundle says. */
  isOn: (tagId: string) => boolean
  isPending: (tagId: string) => boolean
  /** `syncing`: tags of the corp are on their way into WeCom; `synced`: all that were since `forget` were seen to arrive. */
  sync: ComputedRef<'syncing' | 'synced' | undefined>
  toggle: (choice: TagChoice) => void
  /** From here on nothing is known of WeCom but what is still under way. */
  forget: () => void
}

interface Run {
  kind: TagChoice['kind']
  wish: boolean
  /** What the server has, as far as we know. */
  confirmed: boolean
}

/**
 * Tags on and off for one customer: seen at once, written one after another for each tag until the server has the last wish.
 * `tell` gets one sentence when a wish could not be kept, with the tag it is about; `order`: all tags as the catalogue lists them, by id.
 */
export function useTagToggles(customerId: string, tell: (choice: TagChoice, text: string) => void, order: () => readonly string[] = () => []): TagToggles {
  const { bundle } = useBundle()
  const cache = useQueryCache()
  const runs = reactive(new Map<string, Run>())
  /** Whether WeCom was seen to have the tag as it was last wished. */
  const arrived = shallowReactive(new Map<string, boolean>())
  const sync = computed(() => {
    if (Array.from(runs.values()).some(({ kind }) => kind === 'corp')) return 'syncing'
    return arrived.size > 0 && Array.from(arrived.values()).every(Boolean) ? 'synced' : undefined
  })

  const isOn = (tagId: string): boolean => runs.get(tagId)?.wish ?? findTag(bundle.value, tagId) !== undefined

  function toggle(choice: TagChoice): void {
    const wish = !isOn(choice.tagId)
    patchBundle(customerId, (now) => withTag(now, choice, wish, order()))
    arrived.delete(choice.tagId)
    const run = runs.get(choice.tagId)
    if (run) {
      run.wish = wish
      return
    }
    runs.set(choice.tagId, { kind: choice.kind, wish, confirmed: !wish })
    void settle(choice)
  }

  async function settle(choice: TagChoice): Promise<void> {
    const run = runs.get(choice.tagId)
    if (!run) return
    while (run.wish !== run.confirmed) await write(choice, run)
    const { wish } = run
    await finish(choice.tagId)
    const left = wish ? undefined : findTag(bundle.value, choice.tagId)
    if (left?.byName && !runs.has(choice.tagId)) tell(choice, words().tags.othersTag(choice.name, left.byName))
  }

  async function write(choice: TagChoice, run: Run): Promise<void> {
    const target = run.wish
    const params = { customerId, tagId: choice.tagId }
    try {
      const { jobId } = target
        ? await api('PUT /customers/:customerId/tags/:tagId', { params })
        : await api('DELETE /customers/:customerId/tags/:tagId', { params })
      const end = jobId && run.wish === target ? await watchJob(jobId) : undefined
      if (end && choice.kind === 'corp') arrived.set(choice.tagId, end.state === 'done')
      if (end?.state === 'refused') restore(choice, run, target, words().tags.refusedTag(choice.name, refusalText(end.reason)))
      else run.confirmed = target
    } catch (error) {
      if (choice.kind === 'corp') arrived.set(choice.tagId, false)
      restore(choice, run, target, words().tags.failedTag(choice.name, failureText(error)))
    }
  }

  /** Gives the old state back, unless the person has wished for it meanwhile. */
  function restore(choice: TagChoice, run: Run, target: boolean, text: string): void {
    if (run.wish !== target) return
    run.wish = run.confirmed
    patchBundle(customerId, (now) => withTag(now, choice, run.confirmed, order()))
    tell(choice, text)
  }

  /** The last one to end reads the truth again: who set what, and what others did. */
  async function finish(tagId: string): Promise<void> {
    runs.delete(tagId)
    if (runs.size > 0) return
    void refetch(cache, timelineKey(customerId))
    await refreshBundle(customerId)
  }

  return { isOn, isPending: (tagId) => runs.has(tagId), sync, toggle, forget: () => arrived.clear() }
}

/** Why the BFF did not take the change. */
export function failureText(error: unknown): string {
  const { reasons } = words().tags
  if (!(error instanceof ApiError)) return reasons.server ?? ''
  if (error.code === 'refused') return refusalText({ code: String(error.details.reason ?? '') })
  return reasons[error.code] ?? reasons.server ?? ''
}
