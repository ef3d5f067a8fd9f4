import { defineComponent, h, onMounted, shallowRef, type Component, type VNode } from 'vue'

type Load<Module = { default: Component }> = () => Promise<Module>

let wordsReady: Promise<unknown> | undefined
const components: Load[] = []
const arrived = new Map<Load<unknown>, Promise<unknown>>()
const spoilt = new Set<Load<unknown>>()

/** Fetches the words of the page's language, once; whatever shows words waits for it. */
function loadPageWords(): Promise<unknown> {
  return (wordsReady ??= import('./words/index.ts').then(({ loadWords }) => loadWords(window.kebian?.language ?? 'zh-CN')))
}

/**
 * Loads code that uses `words()`: with it, or before it, come the words. Rejects when it does not come; it may be asked for again.
 * A browser that once failed to fetch a module fails it for the life of the page (https://github.com/whatwg/html/issues/6768). So nothing is fetched while the
 * device says that it is offline, and after a failure the page itself is loaded again, as soon as the server answers.
 */
export function withWords<Module>(load: Load<Module>): Promise<Module> {
  const known = arrived.get(load) as Promise<Module> | undefined
  if (known) return known
  if (navigator.onLine === false) return Promise.reject(new Error('offline'))
  if (spoilt.has(load)) return loadPageAgain()
  const coming = Promise.all([load(), loadPageWords()]).then(([module]) => module)
  arrived.set(load, coming)
  coming.catch(() => {
    arrived.delete(load)
    spoilt.add(load)
  })
  return coming
}

async function loadPageAgain(): Promise<never> {
  const { ok } = await fetch('/healthz')
  if (!ok) throw new Error('no server')
  location.reload()
  return new Promise<never>(() => undefined)
}

/**
 * A component that is fetched when it is first drawn. When its code does not come it shows what `instead` makes, if anything, and says `missing`; it is asked for again
 * by the function that `instead` is given, when the device is online again, and when it is drawn anew. What few people see comes `late`, when it is drawn.
 */
export function lazy(load: Load, instead?: (again: () => void) => VNode, late?: boolean): Component {
  if (!late) components.push(load)
  const here = shallowRef<Component>()
  const missing = shallowRef(false)
  return defineComponent({
    inheritAttrs: false,
    emits: ['missing'],
    setup(_props, { attrs, emit }) {
      const ask = () =>
        withWords(load).then(
          (module) => (here.value = module.default),
          () => {
            missing.value = true
            if (!spoilt.has(load)) addEventListener('online', ask, { once: true })
            emit('missing')
          },
        )
      onMounted(() => here.value || ask())
      return () => (here.value ? h(here.value, attrs) : missing.value && instead ? instead(ask) : undefined)
    },
  })
}

/** Goes on with code that the page cannot do without, once it has come: also when the device was offline at first. */
export function onceLoaded<Module>(load: Load<Module>, then: (module: Module) => void): void {
  withWords(load).then(then, () => {
    if (!spoilt.has(load)) addEventListener('online', () => onceLoaded(load, then), { once: true })
  })
}

/** Fetches the code of all components, and what else is given, before it is needed. What does not come is asked for again when it is. */
export function fetchAll(...others: Load<unknown>[]): void {
  for (const load of [...components, ...others]) if (!spoilt.has(load)) withWords(load).catch(() => undefined)
}
