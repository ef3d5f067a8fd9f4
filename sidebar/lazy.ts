import { defineAsyncComponent, type Component } from 'vue'

let wordsReady: Promise<unknown> | undefined

/** Fetches the words of the page's language, once; whatever shows words waits for it. */
function loadPageWords(): Promise<unknown> {
  return (wordsReady ??= import('./words/index.ts').then(({ loadWords }) => loadWords(window.kebian?.language ?? 'zh-CN')))
}

/** Loads code that uses `words()`: with it, or before it, come the words. */
export async function withWords<Module>(load: () => Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([load(), loadPageWords()])
  return module
}

/** A component that is fetched when it is first drawn. */
export function lazy(load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent(() => withWords(load))
}
