import { computed, onBeforeUnmount, shallowReactive, watch, type ComputedRef, type Ref } from 'vue'

const places = shallowReactive<HTMLElement[]>([])

/** Where a toast covers nothing and can be reached: beside the topmost open sheet. Undefined while none is open. */
export const toastPlace: ComputedRef<HTMLElement | undefined> = computed(() => places[places.length - 1])

/** Offers `place` to the toast while `open`. */
export function useToastPlace(open: () => boolean, place: Readonly<Ref<HTMLElement | null>>): void {
  let offered: HTMLElement | null = null

  function offer(next: HTMLElement | null): void {
    if (offered) places.splice(places.indexOf(offered), 1)
    if (next) places.push(next)
    offered = next
  }

  watch(() => (open() ? place.value : null), offer, { immediate: true, flush: 'post' })
  onBeforeUnmount(() => offer(null))
}
