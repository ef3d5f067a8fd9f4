// `npm run build`: what production serves, into dist/ (or `--out DIR`). The simulator is not in it.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { command, filesBelow, root } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { viteBuild } from './sidebar-build.mjs'

await command(async () => {
  const at = process.argv.indexOf('--out')
  const out = resolve(root, at < 0 ? 'dist' : process.argv[at + 1])
  await ensureInstalled()
  rmSync(out, { recursive: true, force: true })
  await viteBuild('sidebar', ['--outDir', join(out, 'sidebar')])
  await bundleServer(join(out, 'bff'))
  if (existsSync(join(root, 'migrations'))) cpSync(join(root, 'migrations'), join(out, 'migrations'), { recursive: true })
})

/** The server and its commands as plain JavaScript; packages stay packages, and an import of the simulator stays an import of a file that is not there. */
async function bundleServer(outdir) {
  const { build } = await import('esbuild')
  const commands = filesBelow('bff/cli').filter((path) => path.endsWith('.ts') && !path.endsWith('/simulator.ts'))
  await build({
    absWorkingDir: root,
    entryPoints: ['bff/server.ts', ...commands],
    outbase: 'bff',
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [{ name: 'without-simulator', setup: (self) => self.onResolve({ filter: /\/simulator\// }, ({ path }) => ({ path, external: true })) }],
  })
}
