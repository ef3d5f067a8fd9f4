import { computed, onBeforeUnmount, onMounted, watch, type ComputedRef } from 'vue'
import type { ContextReply } from '../../head-start/outcome.ts'
import { bridge } from '../../wecom/bridge.ts'
import { useCurrent } from '../customer/index.ts'

export type Group = NonNullable<ContextReply['group']>

/** Members whom Kebian had not met are read behind the answer: so much later it is asked for again. */
const AGAIN_MS = 2_000

/**
 * The group that the page stands beside, as far as WeCom tells of it: the one that the client names now, which a page that is kept has to ask for when it
 * comes back, as no contact tells two groups apart. `reading`: more members are on their way.
 */
export function useFollowGroup(): { group: ComputedRef<Group | undefined>; reading: ComputedRef<boolean> } {
  const current = useCurrent()
  const reply = computed(() => (current.outcome?.state === 'group' ? current.outcome : undefined))
  const reading = computed(() => reply.value?.refreshing === true)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    reply,
    () => {
      clearTimeout(timer)
      if (reading.value) timer = setTimeout(() => void current.reload(), AGAIN_MS)
    },
    { immediate: true },
  )

  async function follow(): Promise<void> {
    if (document.visibilityState !== 'visible' || !reply.value) return
    const host = await bridge.context().catch(() => undefined)
    if (host?.chatId && host.chatId !== current.host?.chatId) await current.reload()
  }
  watch(() => current.state, follow)
  onMounted(() => document.addEventListener('visibilitychange', follow))
  onBeforeUnmount(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', follow)
  })
  return { group: computed(() => reply.value?.group), reading }
}
