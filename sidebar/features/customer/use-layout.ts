import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import { layoutOf } from '../../head-start/settings.ts'
import type { Layout } from '../../head-start/view/view.ts'

/** How many columns the window has room for. */
export function useLayout(): ShallowRef<Layout> {
  const layout = shallowRef(layoutOf(innerWidth))
  const measure = () => (layout.value = layoutOf(innerWidth))
  addEventListener('resize', measure)
  onBeforeUnmount(() => removeEventListener('resize', measure))
  return layout
}
