import { computed, onBeforeUnmount, onMounted, shallowRef, type ComputedRef } from 'vue'

const places = shallowRef<readonly symbol[]>([])

/** Whether it is this component's turn to show what only one place may show: that of the one mounted last, such as an open sheet above its tab. */
export function useTurn(): ComputedRef<boolean> {
  const mine = Symbol('place')
  onMounted(() => (places.value = [...places.value, mine]))
  onBeforeUnmount(() => (places.value = places.value.filter((place) => place !== mine)))
  return computed(() => places.value[places.value.length - 1] === mine)
}
