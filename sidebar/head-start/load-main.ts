interface Assets {
  styles: string[]
  preload: string[]
  script: string
  /** The English words of the first screen. */
  english: string
}

/** Where the files are: stands in `<script type="application/json" id="assets">`, put there by the build. */
export const assets = (): Assets => JSON.parse(document.getElementById('assets')?.textContent ?? '{}') as Assets

/**
 * Fetches the main bundle and its styles.
 * `failed` is told when the script does not come.
 */
export function loadMain(failed: () => void): void {
  const { styles, script, preload } = assets()
  for (const href of styles) document.head.append(element('link', { rel: 'stylesheet', href }))
  for (const href of preload) document.head.append(element('link', { rel: 'modulepreload', href }))
  const main = element('script', { type: 'module', src: script })
  main.addEventListener('error', failed)
  document.head.append(main)
}

function element(tag: string, attributes: Record<string, string>): Element {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
