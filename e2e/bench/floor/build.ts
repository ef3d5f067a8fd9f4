import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, type Plugin } from 'vite'
import { pages } from './page.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Vant's base stylesheet carries its icon font inline: 26 kB that none of these pages shows. */
const withoutIconFont: Plugin = {
  name: 'without-icon-font',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = String(file.source).replace(/@font-face\{[^}]*\}/g, '')
    }
  },
}

/** Builds every floor into `outDir`, one `<name>.html` each, sharing their chunks. Gives the folder. */
export async function buildFloors(outDir: string): Promise<string> {
  rmSync(outDir, { recursive: true, force: true })
  const names = Object.keys(pages)
  const html: Plugin = {
    name: 'floor-pages',
    resolveId: (id) => (names.some((name) => id.endsWith(`${name}.html`)) ? join(root, id.slice(id.lastIndexOf('/') + 1)) : undefined),
    load: (id) => Object.entries(pages).find(([name]) => id === join(root, `${name}.html`))?.[1],
  }
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [html, vue(), withoutIconFont],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2020',
      modulePreload: { polyfill: false },
      rollupOptions: { input: names.filter((name) => name !== 'floor-2rtt').map((name) => join(root, `${name}.html`)) },
    },
  })
  mkdirSync(outDir, { recursive: true })
  writeFileSync(join(outDir, 'floor-2rtt.html'), pages['floor-2rtt'])
  return outDir
}
