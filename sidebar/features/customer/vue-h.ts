import { h, type VNode } from 'vue'
import { tidy, type H } from '../../head-start/view/h.ts'

/** Makes virtual nodes with the views' own shape of `h`. */
export const vueH: H<VNode> = (tag, props, children = []) => h(tag, props, tidy(children))
