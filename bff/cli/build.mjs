// `npm run build`: what production serves, into dist/ (or `--out DIR`). The simulator is not in it.
import { readFileSync, rmSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
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
})

/** The server and its commands as plain JavaScript, side by side. Packages stay packages. */
async function bundleServer(outdir) {
  const { build } = await import('esbuild')
  const entries = ['bff/server.ts', ...filesBelow('bff/cli').filter((path) => /^bff\/cli\/[^/]+\.ts$/.test(path))]
  await build({
    absWorkingDir: root,
    entryPoints: entries.map((path) => ({ in: path, out: basename(path, '.ts') })),
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [withoutSimulator(), sourcePlaces(outdir)],
  })
}

/** Its import stays an import of a file that is not there. */
function withoutSimulator() {
  return {
    name: 'without-simulator',
    setup: ({ onResolve }) => onResolve({ filter: /\/simulator\// }, ({ path }) => ({ path, external: true })),
  }
}

/** A module that looks for files beside itself (migrations, the built sidebar) finds them from the bundle too: its address stays that of its source. */
function sourcePlaces(outdir) {
  return {
    name: 'source-places',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\/bff\/.*\.ts$/ }, ({ path }) => {
        const place = JSON.stringify(relative(outdir, path))
        return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`) }
      }),
  }
}
