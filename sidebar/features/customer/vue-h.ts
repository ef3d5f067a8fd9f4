import { h, type VNode } from 'vue'
import type { H } from '../../head-start/view/h.ts'

/** Makes virtual nodes with the views' own shape of `h`; what is left out leaves no trace, as in the head start. */
export const vueH: H<VNode> = (tag, props, children = []) => h(tag, props, children.filter((child): child is VNode | string => Boolean(child)))
