import { build, type Plugin } from 'vite'

/** Bundles one module into a classic script that may stand inside a page. */
export async function bundleClassic(entry: string, root: string, target: string[], plugins: Plugin[] = []): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    plugins,
    logLevel: 'warn',
    build: { write: false, target, copyPublicDir: false, lib: { entry, formats: ['iife'], name: 'kebianScript' } },
  })
  const [first] = Array.isArray(result) ? result : [result]
  const chunk = first && 'output' in first ? first.output.find((file) => file.type === 'chunk') : undefined
  if (!chunk) throw new Error(`nothing came of ${entry}`)
  return chunk.code.trim().replace(/<\/script/gi, '<\\/script')
}
