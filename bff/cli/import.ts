import { configFromProcess } from '../config.ts'
import { destinationOf } from './command/destination.ts'
import { runCommand } from './command/run-command.ts'
import { runImport } from './import/run.ts'

// `npm run import -- <kind> <file> [--map FILE] [--dry-run]`: see docs/import/README.md.
await runCommand(async (voice) => {
  await runImport({ argv: process.argv.slice(2), into: await destinationOf(configFromProcess()), now: new Date(), voice })
})
