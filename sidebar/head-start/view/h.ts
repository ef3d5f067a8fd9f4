import { avatarColour } from '../../ui/avatar-colour.ts'
import type { IconName } from '../../ui/icons.ts'
import { firstScreenIcons } from '../../ui/first-screen-icons.ts'

export type Props = Record<string, unknown>
export type Child<N> = N | string | false | undefined

/**
 * Makes one element. The views are written over this shape, so that the head start can make DOM of them and Vue the same DOM from the same lines.
 * Attributes are strings, or `true` for those without a value; `undefined` leaves one out. `on…` are listeners, `innerHTML` is markup of our own.
 */
export type H<N> = (tag: string, props: Props | null, children?: readonly Child<N>[]) => N

/** Without what is left out, and with neighbouring strings as one: hydration would find them as one. */
export function tidy<N>(children: readonly Child<N>[]): (N | string)[] {
  const kept: (N | string)[] = []
  for (const child of children) {
    const last = kept[kept.length - 1]
    if (typeof child === 'string' && typeof last === 'string') kept[kept.length - 1] = last + child
    else if (child) kept.push(child)
  }
  return kept
}

const SVG = 'http://www.w3.org/2000/svg'

/** Makes real elements. */
export const domH: H<Element> = (tag, props, children = []) => {
  const element = tag === 'svg' ? document.createElementNS(SVG, tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || name === 'key') continue
    if (name === 'innerHTML') element.innerHTML = String(value)
    else if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value as EventListener)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...tidy(children))
  return element
}

/** An icon; hidden from readers, as the control around it carries the name. */
export function icon<N>(h: H<N>, name: IconName & keyof typeof firstScreenIcons, size = 'm'): N {
  return h('svg', { class: size === 'm' ? 'i' : `i ${size}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', innerHTML: firstScreenIcons[name] })
}

/** A square with the first letter of a name, and the picture over it once it has come. */
export function avatar<N>(h: H<N>, name: string, pictureUrl?: string, size = ''): N {
  return h('span', { class: `av c${avatarColour(name)}${size}`, 'aria-hidden': 'true' }, [
    firstLetter(name),
    pictureUrl !== undefined && pictureUrl !== '' && h('img', { src: pictureUrl, alt: '', referrerpolicy: 'no-referrer' }),
  ])
}

function firstLetter(name: string): string {
  const letter = Array.from(name.trim())[0] ?? ''
  return letter.toUpperCase() || '·'
}
