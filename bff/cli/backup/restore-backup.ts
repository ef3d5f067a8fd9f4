import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { codesOf, newestMigrationOf, StartError } from '../../db/index.ts'
import { findDamage, gatherIntoOneFile, isDamage, sumTables } from '../../db/sqlite-copy.ts'
import { databaseFile, holdFolder, makeWritable } from '../../db/sqlite-folder.ts'
import type { Destination } from '../command/destination.ts'
import type { Voice } from '../command/run-command.ts'
import { inFileWords } from './file-trouble.ts'
import { phoneKeyCheck, type Manifest } from './manifest.ts'
import { readBackup, type Sink } from './read-backup.ts'
import { contentInWords, POSTGRES_INSTEAD } from './words.ts'

interface RestoreRun {
  path: string
  into: Destination
  phoneKey: string
  now: Date
  voice: Voice
}

/** Of a restore that did not come to its end; it is of no use to anybody. */
const STAGING = 'restoring-'

/**
 * Puts a backup in the place of what is in DATA_DIR. Everything in it is checked before anything is touched; then one rename makes it the database, so that
 * a kill at any moment leaves the former or the new one whole. The former database is kept aside.
 * @throws StartError with one sentence; nothing was changed then
 */
export async function restoreBackup({ path, into, phoneKey, now, voice }: RestoreRun): Promise<void> {
  const { databaseUrl, dataDir, corpId } = into
  if (databaseUrl) throw new StartError(POSTGRES_INSTEAD)
  const accept = (manifest: Manifest) => assertOurs(path, manifest, corpId)
  voice.progress?.('checking')
  const { manifest } = await inFileWords(path, 'read', () => readBackup(path, accept))
  if (manifest.phoneKeyCheck !== phoneKeyCheck(phoneKey))
    voice.say('PHONE_KEY is not the one that this backup was made under: the phone numbers in it cannot be read until it is.')
  makeWritable(dataDir)
  const hold = holdFolder(dataDir, 'server', 'restore')
  try {
    await inFileWords(dataDir, 'written', async () => {
      for (const name of await readdir(dataDir)) if (name.startsWith(STAGING)) await rm(join(dataDir, name), { recursive: true })
      const staging = await mkdtemp(join(dataDir, STAGING))
      try {
        voice.progress?.('unpacking')
        const { sha256 } = await readBackup(path, accept, unpackInto(staging))
        assertGood(path, databaseFile(staging), manifest, voice)
        voice.progress?.('files')
        await placeFiles(staging, dataDir, manifest)
        voice.progress?.('keeping the former database')
        const aside = await keepFormer(staging, dataDir, now)
        voice.progress?.('putting it in place')
        await rename(databaseFile(staging), databaseFile(dataDir))
        await sync(dataDir)
        voice.progress?.('clearing up')
        if (aside)
          voice.say(
            `The former database is in ${aside}: to go back, stop the server, delete kebian.sqlite-wal and kebian.sqlite-shm in ${resolve(dataDir)}, and move its files there.`,
          )
        voice.say(`Restored: ${contentInWords(manifest)} of ${manifest.createdAt} into ${resolve(dataDir)}, SHA-256 ${sha256}`)
      } finally {
        await rm(staging, { recursive: true, force: true })
      }
    })
  } finally {
    hold.close()
  }
}

function assertOurs(path: string, manifest: Manifest, corpId: string): void {
  if (manifest.schema > newestMigrationOf('sqlite'))
    throw new StartError(
      `${path} was written by a newer version of Kebian (${manifest.kebian}): install that version, or a later one, and restore it with that.`,
    )
  if (manifest.corpId !== corpId)
    throw new StartError(`${path} is of another corp (${manifest.corpId}) than the settings name (${corpId}): restore it with the settings of its corp.`)
}

/** The rows as they were counted, by this machine's SQLite. */
function assertGood(path: string, database: string, manifest: Manifest, voice: Voice): void {
  voice.progress?.('checking the database')
  const damage = findDamage(database)
  const sums = damage === undefined && sumTables(database, (table) => voice.progress?.(`counting ${table}`))
  if (!sums || JSON.stringify(sums) !== JSON.stringify(manifest.tables))
    throw new StartError(`The database in ${path} is damaged (${damage ?? 'its rows are not what was counted'}). Nothing was changed; take another backup.`)
}

/** Writes each file where it will be below the folder, and has it on the disk. */
function unpackInto(folder: string): Sink {
  let file: FileHandle
  return {
    begin: async ({ name }) => {
      await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
      file = await open(join(folder, name), 'wx', 0o600)
    },
    take: (bytes) => file.writeFile(bytes),
    end: async () => {
      await file.sync().finally(() => file.close())
    },
  }
}

/** Originals carry their digest as their name, so that more of them than a database names harm none, neither the former nor the new one. */
async function placeFiles(staging: string, dataDir: string, { files }: Manifest): Promise<void> {
  await mkdir(join(dataDir, 'materials'), { recursive: true, mode: 0o700 })
  for (const { name } of files.slice(1)) await rename(join(staging, name), join(dataDir, name))
  await sync(join(dataDir, 'materials'))
}

/** @returns the folder that the former database was copied to, undefined where there was none */
async function keepFormer(staging: string, dataDir: string, now: Date): Promise<string | undefined> {
  const former = databaseFile(dataDir)
  if (!existsSync(former)) return undefined
  const whole = isWhole(former)
  if (whole === false) throw new StartError(`Another program has the database in ${dataDir} open: close it, and start again.`)
  const copy = join(staging, 'former')
  await mkdir(copy, { mode: 0o700 })
  for (const end of ['', '-wal', '-journal']) if (existsSync(former + end)) await copyFile(former + end, databaseFile(copy) + end, constants.COPYFILE_FICLONE)
  for (const name of await readdir(copy)) await sync(join(copy, name))
  await sync(copy)
  const aside = join(resolve(dataDir), `before-restore-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  await rename(copy, aside)
  // Of a damaged database only: a log that stayed would be taken for one of the new database.
  for (const end of ['-wal', '-shm', '-journal']) await rm(former + end, { force: true })
  return aside
}

/** Whether the file alone is the database; `damaged` for one that is being replaced because it cannot be read. */
function isWhole(file: string): boolean | 'damaged' {
  try {
    return gatherIntoOneFile(file)
  } catch (error) {
    if (isDamage(error)) return 'damaged'
    if (/^SQLITE_(BUSY|LOCKED)/m.test(codesOf(error))) return false
    throw error
  }
}

/** Has a file, or the names in a folder, on the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}
