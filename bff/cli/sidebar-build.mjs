// Builds the browser's files when their sources changed since the last build.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { binOf, command, fingerprint, keepLog, root, runNode, seconds, Sentence } from './ground.mjs'

const inputs = ['sidebar', 'shared', 'vite.config.ts', 'package-lock.json']
const builds = {
  sidebar: { words: 'the sidebar', args: ['build'] },
  simulator: { words: 'the simulator', args: ['build', '--mode', 'simulator'] },
}

/**
 * Brings `dist/sidebar` and `dist/simulator` up to date, as far as they are asked for.
 * @throws Sentence when Vite refuses; its whole words are printed before
 */
export async function ensureBuilt(names = ['sidebar', 'simulator']) {
  const now = fingerprint(inputs)
  for (const name of names) {
    const stamp = join(root, 'dist', `.${name}-built-from`)
    if (existsSync(join(root, 'dist', name)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue
    await viteBuild(name)
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, now)
  }
}

/** One Vite build, `sidebar` or `simulator`, with further arguments for Vite. */
export async function viteBuild(name, args = []) {
  const { words, args: own } = builds[name]
  console.log(`Building ${words} …`)
  const { code, output, ms } = await runNode([binOf('vite'), ...own, ...args], { env: { NODE_ENV: 'production' } })
  if (code !== 0) {
    console.error(output)
    throw new Sentence(`Building ${words} failed, see above; the output is also in ${keepLog(`build-${name}`, output)}.`)
  }
  console.log(`Built ${words} in ${seconds(ms)}.`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await command(() => ensureBuilt())
