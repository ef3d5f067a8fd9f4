import { configFromProcess } from '../config.ts'
import { oneFile } from './backup/one-file.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { destinationOf } from './command/destination.ts'
import { runCommand } from './command/run-command.ts'

// `npm run restore -- FILE`: see docs/operate.md.
await runCommand(async (voice) => {
  const path = oneFile(process.argv.slice(2), 'npm run restore -- FILE')
  const config = configFromProcess()
  await restoreBackup({ path, into: await destinationOf(config), phoneKey: config.phoneKey, now: new Date(), voice })
})
