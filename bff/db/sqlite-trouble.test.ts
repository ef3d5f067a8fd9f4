import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore, StartError } from './index.ts'
import { assertWritable, inWords } from './sqlite-trouble.ts'

describe('a SQLite database', () => {
  const parent = mkdtempSync(join(tmpdir(), 'kebian-trouble-'))
  const good = join(parent, 'good')
  let folder: string
  let count = 0

  const open = (dataDir: string) => openStore({ dataDir, databaseUrl: '', exclusive: true })

  beforeAll(async () => (await open(good)).close())
  beforeEach(() => {
    folder = join(parent, String(count++))
    cpSync(good, folder, { recursive: true })
  })
  afterAll(() => rmSync(parent, { recursive: true }))

  const file = (name: string) => join(folder, name)

  /** Where rights do not bind, as for root, a folder in the place of a file stands for one that is not ours. */
  const becomesFolder = (name: string) => {
    rmSync(file(name), { force: true })
    mkdirSync(file(name))
  }

  it.each<[string, string, () => void]>([
    ['that holds other words', 'is damaged', () => writeFileSync(file('kebian.sqlite'), 'no database at all '.repeat(500))],
    ['that was cut off', 'is damaged', () => truncateSync(file('kebian.sqlite'), 4096)],
    ['that cannot be opened', 'cannot be written', () => becomesFolder('kebian.sqlite')],
    ['whose WAL cannot be opened', 'cannot be written', () => becomesFolder('kebian.sqlite-wal')],
    ['whose shared memory cannot be opened', 'cannot be written', () => becomesFolder('kebian.sqlite-shm')],
    ['whose lock cannot be opened', 'cannot be written', () => becomesFolder('server.lock')],
    ['whose lock is damaged', 'is damaged', () => writeFileSync(file('server.lock'), 'no database at all '.repeat(500))],
  ])('%s is refused at the start in one sentence', async (_words, sentence, spoil) => {
    spoil()
    const refused = open(folder)
    await expect(refused).rejects.toThrow(StartError)
    await expect(refused).rejects.toThrow(`The database in ${folder} ${sentence}`)
  })

  it('that may only be read is refused, although it opens and a transaction begins', () => {
    const readOnly = new Database(file('kebian.sqlite'), { readonly: true })
    readOnly.exec('BEGIN IMMEDIATE; ROLLBACK')
    expect(() => inWords(folder, () => assertWritable(readOnly))).toThrow(/cannot be written: give this user write access to every file kebian\.sqlite\*/)
    expect(readOnly.inTransaction).toBe(false)
    readOnly.close()
  })

  it('that may be written is left as it was', () => {
    const database = new Database(file('kebian.sqlite'))
    database.pragma('user_version = 7')
    assertWritable(database)
    expect([database.pragma('user_version', { simple: true }), database.inTransaction]).toEqual([7, false])
    const another = new Database(file('kebian.sqlite'), { timeout: 0 })
    another.exec('BEGIN IMMEDIATE')
    another.close()
    database.close()
  })

  it('of an error that is not about its files says no more than the error', () => {
    const wrong = new Error('another')
    expect(() =>
      inWords(folder, () => {
        throw wrong
      }),
    ).toThrow(wrong)
  })

  it('is for this user alone, with all beside it, and so is the folder that was made for it', async () => {
    const store = await open(join(parent, 'new'))
    const modes = ['', 'kebian.sqlite', 'kebian.sqlite-wal', 'kebian.sqlite-shm'].map((name) => statSync(join(parent, 'new', name)).mode & 0o777)
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
    await store.close()
  })
})
