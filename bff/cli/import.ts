import { configFromProcess, type Config } from '../config.ts'
import { StartError } from '../db/index.ts'
import { loadDemo } from '../demo.ts'
import type { Destination } from './import/destination.ts'
import { runImport } from './import/run.ts'

// `npm run import -- <kind> <file> [--map FILE] [--dry-run]`: see docs/import/README.md.
try {
  await runImport({ argv: process.argv.slice(2), into: await destinationOf(configFromProcess()), now: new Date(), voice: { say, progress } })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  progress('')
  console.error(error.message)
  process.exitCode = 1
}

/** The corp of the settings; the demo's is the simulator's. */
async function destinationOf({ mode, wecom, databaseUrl, dataDir }: Config): Promise<Destination> {
  if (mode === 'production') return { corpId: wecom.corpId, databaseUrl, dataDir }
  const { corpId, name } = (await loadDemo()).demoCorp(new Date())
  return { corpId, demoName: name, databaseUrl, dataDir }
}

function say(line: string) {
  progress('')
  console.log(line)
}

/** One line that replaces itself, where somebody watches. */
function progress(text: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
