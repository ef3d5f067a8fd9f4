import { computed, onBeforeUnmount, onMounted, shallowRef, type ComputedRef } from 'vue'

const places = shallowRef<readonly symbol[]>([])

/**
 * Whether it is this component's turn to show what only one place may show: that of the one mounted last, such as an open sheet above its tab.
 * A place `behind` has its turn only when there is no other, whichever was mounted first.
 */
export function useTurn(behind = false): ComputedRef<boolean> {
  const mine = Symbol('place')
  onMounted(() => (places.value = behind ? [mine, ...places.value] : [...places.value, mine]))
  onBeforeUnmount(() => (places.value = places.value.filter((place) => place !== mine)))
  return computed(() => places.value[places.value.length - 1] === mine)
}
