// What the commands share before anything is installed: the root folder, running a program, sentences for people, fingerprints of files.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A failure that is told in one sentence, without a stack. */
export class Sentence extends Error {}

/** Runs `main`; a `Sentence` is printed alone, anything else whole. The exit code is what `main` gives, 1 after a failure. */
export async function command(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error)
    process.exitCode = 1
  }
}

/**
 * Runs a program to its end and keeps what it says. Gives `{ code, output, ms }`; `code` is 1 when it could not be started.
 * `options.echo` also shows its words as they come.
 */
export function run(program, args, { echo = false, env = {} } = {}) {
  const from = performance.now()
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        parts.push(part)
        if (echo) process.stdout.write(part)
      })
    }
    const end = (code) => resolve({ code, output: Buffer.concat(parts).toString(), ms: performance.now() - from })
    child.on('error', (error) => (parts.push(Buffer.from(String(error))), end(1)))
    child.on('close', (code) => end(code ?? 1))
  })
}

/**
 * How Node runs the server. A request leaves about 160 kB behind; with the usual 16 MB every seventieth one waits 3 to 4 ms for their collection, which is
 * what p99 then measures. Twice the room costs some 50 MB and brings p99 from 4 ms to 1. `npm run serve` says the same.
 */
export const serverFlags = ['--max-semi-space-size=32']

/** Runs a Node script of ours or of a package, as `run` does. */
export const runNode = (args, options) => run(process.execPath, args, options)

/**
 * Runs a Node program in place of this one: it has the terminal, gets the signals, and its exit code is given.
 * A terminal sends Ctrl+C to both, so that is handed on only where there is none.
 */
export function handOver(args, env = {}) {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  followNpm(() => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** npm ends at a signal without handing it on past its shell: when it is gone, so is the reason to run, and `end` is called, once. */
export function followNpm(end) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    end()
  }, 500).unref()
}

/** The script behind a package's command, for `runNode`: `binOf('vite')`. */
export function binOf(name, packageName = name) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** npm itself, whichever way this process was started. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) return runNode([npm, ...args], options)
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
}

/** Hash over the names and contents of files and folders, tests aside. Names count from `base`, a folder of the project. */
export function fingerprint(paths, base = '') {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((path) => filesBelow(path))) {
    hash.update(path.slice(base.length)).update('\0')
    hash.update(readFileSync(join(root, path))).update('\0')
  }
  return hash.digest('hex')
}

/** Files below a path of the project, sorted, as paths from its root; none when there is no such path. */
export function filesBelow(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return path.endsWith('.test.ts') ? [] : [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}

/** Keeps a program's whole words in `.cache/<name>.log`. Gives the path to tell people. */
export function keepLog(name, words) {
  const path = `.cache/${name}.log`
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), words)
  return path
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
