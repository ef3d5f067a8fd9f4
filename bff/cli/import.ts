import { configFromProcess, type Config } from '../config.ts'
import { StartError } from '../db/index.ts'
import { runImport } from './import/run.ts'

// `npm run import -- <kind> <file> [--map FILE] [--dry-run]`: see docs/import/README.md.
try {
  const config = configFromProcess()
  const { databaseUrl, dataDir } = config
  await runImport({ argv: process.argv.slice(2), into: { corpId: await corpOf(config), databaseUrl, dataDir }, now: new Date(), voice: { say, progress } })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  progress('')
  console.error(error.message)
  process.exitCode = 1
}

/** The demo's corp is the simulator's. */
async function corpOf(config: Config): Promise<string> {
  const { wecom } = config.mode === 'demo' ? (await import('../simulator/index.ts')).demoConfig(config) : config
  return wecom.corpId
}

function say(line: string) {
  progress('')
  console.log(line)
}

/** One line that replaces itself, where somebody watches. */
function progress(text: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
