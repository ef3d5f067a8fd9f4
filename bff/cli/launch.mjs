// Runs one of our TypeScript programs: `node bff/cli/launch.mjs bff/cli/import.ts …`. From its source where the development packages are, otherwise
// as `npm run build` left it in dist/.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { command, handOver, root, Sentence, serverFlags } from './ground.mjs'
import { ensureInstalled } from './install.mjs'

/** What of it `npm run build` makes; the simulator, the pictures and the benchmark are for where Kebian is developed. */
const BUILT = Object.fromEntries(['import', 'backup', 'restore', 'doctor'].map((name) => [`bff/cli/${name}.ts`, `dist/bff/${name}.js`]))

/** Where it differs from a server: the simulated corp may be large, and what it makes up is garbage a moment later. */
const FLAGS = { 'bff/simulator/server.ts': ['--max-semi-space-size=4'] }

await command(async () => {
  const [source, ...args] = process.argv.slice(2)
  return handOver([...serverFlags, ...(FLAGS[source] ?? []), ...(await program(source)), ...args])
})

async function program(source) {
  const built = BUILT[source]
  const production = existsSync(join(root, 'node_modules')) && !existsSync(join(root, 'node_modules/tsx'))
  if (!production) await ensureInstalled()
  else if (!built) throw new Sentence(`${source} needs the development packages: run \`npm ci\` without --omit=dev.`)
  else if (!existsSync(join(root, built)))
    throw new Sentence(`${built} is missing: run \`npm run build\` where the development packages are installed, and copy dist/ here.`)
  return production ? [built] : ['--import', 'tsx', source]
}
