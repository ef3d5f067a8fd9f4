import { join } from 'node:path'
import type { Plugin } from 'vite'
import { bundleClassic } from './bundle-classic.ts'

/** Adds `host.js`, the simulated client's bridge: a classic script, because it has to run before the SDK looks around. */
export function simulatorHost({ root, target }: { root: string; target: string[] }): Plugin {
  return {
    name: 'kebian-simulator-host',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'host.js', source: await bundleClassic(join(root, 'host/index.ts'), root, target) })
    },
  }
}
