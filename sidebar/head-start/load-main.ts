/**
 * Fetches the main bundle and its styles. Where they are stands in `<script type="application/json" id="assets">`, put there by the build.
 * Called after the first paint: before it they would only take the line from the one answer that is waited for.
 */
export function loadMain(): void {
  const { styles, script, preload } = JSON.parse(document.getElementById('assets')?.textContent ?? '{}') as Record<'styles' | 'preload', string[]> & { script: string }
  for (const href of styles) document.head.append(element('link', { rel: 'stylesheet', href }))
  for (const href of preload) document.head.append(element('link', { rel: 'modulepreload', href }))
  document.head.append(element('script', { type: 'module', src: script }))
}

function element(tag: string, attributes: Record<string, string>): Element {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
