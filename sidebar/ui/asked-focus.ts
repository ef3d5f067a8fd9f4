import { onMounted, shallowRef, watch } from 'vue'

export type FocusPlace = 'search' | 'note'

const asked = shallowRef<FocusPlace>()

/** Wants the focus at a place that may not be on the page yet. */
export function askFocus(place: FocusPlace): void {
  asked.value = place
}

/** In a component that has the place: `take` is called when the focus is wanted there, also if that was before the component was. */
export function onAskedFocus(place: FocusPlace, take: () => void): void {
  const look = (): void => {
    if (asked.value !== place) return
    asked.value = undefined
    take()
  }
  onMounted(look)
  watch(asked, look, { flush: 'post' })
}
