import { setPriority } from 'node:os'
import { configFromProcess } from '../config.ts'
import { makeBackup } from './backup/make-backup.ts'
import { oneFile } from './backup/one-file.ts'
import { destinationOf } from './command/destination.ts'
import { runCommand } from './command/run-command.ts'

/** People who wait for the server come first. */
const GENTLY = 10

// `npm run backup -- FILE`: see docs/operate.md.
await runCommand(async (voice) => {
  const to = oneFile(process.argv.slice(2), 'npm run backup -- FILE')
  setPriority(GENTLY)
  const config = configFromProcess()
  await makeBackup({ from: await destinationOf(config), phoneKey: config.phoneKey, to, now: new Date(), voice })
})
