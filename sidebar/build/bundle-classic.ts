import { build } from 'vite'

/** Bundles one module into a classic script, for pages that need it before any other. */
export async function bundleClassic(entry: string, root: string, target: string[]): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { write: false, target, copyPublicDir: false, lib: { entry, formats: ['iife'], name: 'kebianScript' } },
  })
  const [first] = Array.isArray(result) ? result : [result]
  const chunk = first && 'output' in first ? first.output.find((file) => file.type === 'chunk') : undefined
  if (!chunk) throw new Error(`nothing came of ${entry}`)
  return chunk.code.trim()
}
