import { existsSync } from 'node:fs'
import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../db/index.ts'
import { copySqlite, isDamage, schemaOf, sumTables } from '../../db/sqlite-copy.ts'
import { databaseFile } from '../../db/sqlite-folder.ts'
import { version } from '../../version.ts'
import type { Destination } from '../command/destination.ts'
import type { Voice } from '../command/run-command.ts'
import { inFileWords } from './file-trouble.ts'
import { keptFiles, sumOfFile } from './kept-files.ts'
import { FORMAT, phoneKeyCheck, type Manifest } from './manifest.ts'
import { contentInWords, inMegabytes, POSTGRES_INSTEAD } from './words.ts'
import { writeArchive } from './write-archive.ts'

interface BackupRun {
  from: Destination
  phoneKey: string
  /** The file to make. */
  to: string
  now: Date
  voice: Voice
}

/**
 * Copies database and files as they are at one moment into one file, while the server runs. The file is there whole or not at all.
 * @throws StartError with one sentence when there is nothing to copy or nowhere to copy it to
 */
export async function makeBackup({ from, phoneKey, to, now, voice }: BackupRun): Promise<void> {
  const { databaseUrl, dataDir, corpId } = from
  if (databaseUrl) throw new StartError(POSTGRES_INSTEAD)
  if (!existsSync(databaseFile(dataDir)))
    throw new StartError(`There is no database in ${dataDir}: nothing to back up. Set DATA_DIR to the folder of the server.`)
  if (existsSync(to)) throw new StartError(`${to} is there already: name a new file, or take the old one away first.`)
  await inFileWords(to, 'written', async () => {
    const work = await mkdtemp(`${to}.part-`)
    try {
      const database = join(work, 'kebian.sqlite')
      await copySqlite(dataDir, database, (share) => voice.progress?.(`database: ${Math.floor(share * 100)} %`)).catch((error: unknown) => {
        throw isDamage(error) ? new StartError(`The database in ${dataDir} is damaged: it cannot be backed up. Restore the last backup of it.`) : error
      })
      const tables = sumTables(database, (table) => voice.progress?.(`counting ${table}`))
      voice.progress?.('files')
      const { files, strange } = await keptFiles(dataDir)
      for (const name of strange) voice.say(`Left out: ${name} is no plain file`)
      const manifest: Manifest = {
        format: FORMAT,
        kebian: version,
        createdAt: now.toISOString(),
        engine: 'sqlite',
        schema: schemaOf(database),
        corpId,
        phoneKeyCheck: phoneKeyCheck(phoneKey),
        tables,
        files: [{ name: 'kebian.sqlite', ...(await sumOfFile(database)) }, ...files],
      }
      voice.progress?.('writing')
      const archive = join(work, 'backup')
      const { size, sha256 } = await writeArchive(archive, manifest, ({ name }) => (name === 'kebian.sqlite' ? database : join(dataDir, name)))
      await rename(archive, to)
      await syncFolder(dirname(to))
      voice.say('PHONE_KEY and the other secrets are not in it: keep PHONE_KEY with it, or the phone numbers in it cannot be read.')
      voice.say(`Backed up: ${contentInWords(manifest)} to ${to}, ${inMegabytes(size)}, SHA-256 ${sha256}`)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

/** Has the names in a folder on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
