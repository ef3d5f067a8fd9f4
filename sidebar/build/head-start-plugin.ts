import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { transform } from 'esbuild'
import type { Plugin } from 'vite'
import { bundleClassic } from './bundle-classic.ts'

/** Modules that travel inside the HTML. The main bundle's imports of them lead to `window.kebian.shared`, so that nothing is downloaded twice. */
const SHARED = [...readFileSync(new URL('../head-start/shared.ts', import.meta.url), 'utf8').matchAll(/from '\.{1,2}\/(.+)'/g)].map(([specifier, path]) =>
  specifier.includes("'../") ? `${path}` : `head-start/${path}`,
)
const FIRST_STYLES = ['ui/tokens.css', 'ui/base.css', 'head-start/view/view.css']

export interface HeadStartOptions {
  /** The folder `sidebar`. */
  root: string
  target: string[]
}

/**
 * Puts the head start and the first screen's styles into `index.html` and takes Vite's own tags out: the head start loads the main bundle.
 * Writes the script's hash for the Content-Security-Policy to `head-start.sha256`, as `sha256-…`.
 */
export function headStart({ root, target }: HeadStartOptions): Plugin {
  let hash = ''
  return {
    name: 'kebian-head-start',
    apply: 'build',
    enforce: 'pre',
    writeBundle({ dir = '' }) {
      writeFileSync(join(dir, 'head-start.sha256'), hash)
    },
    load(id) {
      const path = relative(root, id.split('?')[0] ?? '')
      return SHARED.includes(path) ? fromHeadStart(readFileSync(join(root, path), 'utf8')) : undefined
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle = {}, chunk }) {
        const script = (await bundleClassic(join(root, 'head-start/index.ts'), root, target)).replace(/<\/script/gi, '<\\/script')
        hash = `sha256-${createHash('sha256').update(script).digest('base64')}`
        const main = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)
        const loaded = { script: `/sidebar/${chunk?.fileName ?? main?.fileName}`, ...tagsOf(html) }
        return html
          .replace(/^.*<(?:script type="module"|link rel="(?:modulepreload|stylesheet)").*\n/gm, '')
          .replace('<!--styles-->', `<style>${await firstStyles(root, target)}</style>`)
          .replace('<!--head-start-->', () => `<script type="application/json" id="assets">${JSON.stringify(loaded)}</script>\n<script>${script}</script>`)
      },
    },
  }
}

/** What Vite would have loaded beside the entry. */
function tagsOf(html: string): { preload: string[]; styles: string[] } {
  const hrefs = (rel: string) => [...html.matchAll(new RegExp(`<link rel="${rel}"[^>]* href="([^"]+)"`, 'g'))].map(([, href]) => href ?? '')
  return { preload: hrefs('modulepreload'), styles: hrefs('stylesheet') }
}

/** The same exported names, read from the one copy that runs already. */
function fromHeadStart(source: string): string {
  const names = [...source.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name]) => name)
  return `export const { ${names.join(', ')} } = window.kebian.shared`
}

async function firstStyles(root: string, target: string[]): Promise<string> {
  const source = FIRST_STYLES.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
  return (await transform(source, { loader: 'css', minify: true, target })).code.trim()
}
