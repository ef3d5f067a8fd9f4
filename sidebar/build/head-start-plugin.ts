import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { transform } from 'esbuild'
import type { Plugin } from 'vite'
import { bundleClassic } from './bundle-classic.ts'

const FIRST_STYLES = ['ui/tokens.css', 'ui/base.css', 'head-start/view/view.css']

export interface HeadStartOptions {
  /** The folder `sidebar`. */
  root: string
  target: string[]
}

/**
 * Puts the head start and the first screen's styles into `index.html` and takes Vite's own tags out: the head start loads the main bundle.
 * Writes the hashes of the two scripts to `head-start.sha256`, as `sha256-…' 'sha256-…`: set in single quotes it is what a Content-Security-Policy takes.
 */
export function headStart({ root, target }: HeadStartOptions): Plugin {
  const [askShared, drawShared] = [sharedBy(root, 'ask-shared.ts'), sharedBy(root, 'draw-shared.ts')]
  let hashes: string[] = []
  let english = { fileName: '', source: '' }
  return {
    ...fromHeadStart(root, [...askShared, ...drawShared]),
    name: 'kebian-head-start',
    apply: 'build',
    async buildStart() {
      english = await englishWords(root, target)
      this.emitFile({ type: 'asset', ...english })
    },
    writeBundle({ dir = '' }) {
      writeFileSync(join(dir, 'head-start.sha256'), hashes.join("' '"))
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { chunk }) {
        const ask = await bundleClassic(join(root, 'head-start/ask.ts'), root, target)
        const draw = await bundleClassic(join(root, 'head-start/draw.ts'), root, target, [fromHeadStart(root, askShared)])
        hashes = [ask, draw].map((script) => `sha256-${createHash('sha256').update(script).digest('base64')}`)
        const styles = await firstStyles(root, target)
        const assets = JSON.stringify({ script: `/sidebar/${chunk?.fileName}`, english: `/sidebar/${english.fileName}`, ...tagsOf(html) })
        return html
          .replace(/^.*<(?:script type="module"|link rel="(?:modulepreload|stylesheet)").*\n/gm, '')
          .replace('<!--ask-->', () => `<script>${ask}</script>`)
          .replace('<!--styles-->', () => `<style>${styles}</style>`)
          .replace('<!--draw-->', () => `<script type="application/json" id="assets">${assets}</script>\n<script>${draw}</script>`)
      },
    },
  }
}

/** The English words of the first screen as a module of its own: bundled with the others it would bring their chunk along. */
async function englishWords(root: string, target: string[]): Promise<{ fileName: string; source: string }> {
  const source = (await transform(readFileSync(join(root, 'words/first-screen.en.ts'), 'utf8'), { loader: 'ts', format: 'esm', minify: true, target })).code
  return { fileName: `assets/first-screen-en-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`, source }
}

/** The modules whose exports one of the scripts hands on, by path below `sidebar`. */
function sharedBy(root: string, list: string): string[] {
  const source = readFileSync(join(root, 'head-start', list), 'utf8')
  return [...source.matchAll(/from '(.+)'/g)].map(([, path]) => join('head-start', path ?? ''))
}

/** Makes imports of these modules lead to the one copy that runs already, so that nothing is downloaded twice. */
function fromHeadStart(root: string, shared: string[]): Plugin {
  return {
    name: 'kebian-from-head-start',
    enforce: 'pre',
    load(id) {
      const path = relative(root, id.split('?')[0] ?? '')
      if (!shared.includes(path)) return undefined
      const names = [...readFileSync(join(root, path), 'utf8').matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name]) => name)
      return { code: `export const { ${names.join(', ')} } = window.kebian.shared`, moduleSideEffects: false }
    },
  }
}

/** What Vite would have loaded beside the entry. */
function tagsOf(html: string): { preload: string[]; styles: string[] } {
  const hrefs = (rel: string) => [...html.matchAll(new RegExp(`<link rel="${rel}"[^>]* href="([^"]+)"`, 'g'))].map(([, href]) => href ?? '')
  return { preload: hrefs('modulepreload'), styles: hrefs('stylesheet') }
}

async function firstStyles(root: string, target: string[]): Promise<string> {
  const source = FIRST_STYLES.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
  return (await transform(source, { loader: 'css', minify: true, target })).code.trim()
}
