import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

// Restores a backup and is killed right before its nth change to the file system; with 0 it comes to its end and says how many there were.
const [path = '', dataDir = '', nth = '0'] = process.argv.slice(2)
let changes = 0

for (const name of ['mkdir', 'mkdtemp', 'open', 'copyFile', 'rename', 'rm'] as const) {
  const original = promises[name] as (...args: unknown[]) => Promise<unknown>
  Object.assign(promises, {
    [name]: (...args: unknown[]) => {
      if (++changes === Number(nth)) process.kill(process.pid, 'SIGKILL')
      return original(...args)
    },
  })
}
syncBuiltinESMExports()

const { restoreBackup } = await import('../restore-backup.ts')
const { NOW, PHONE_KEY } = await import('./drill.ts')
await restoreBackup({ path, into: { corpId: 'ww1', databaseUrl: '', dataDir }, phoneKey: PHONE_KEY, now: NOW, voice: { say: () => undefined } })
console.log(changes)
