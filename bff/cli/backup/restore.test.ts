import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../db/index.ts'
import { sumTables } from '../../db/sqlite-copy.ts'
import { databaseFile } from '../../db/sqlite-folder.ts'
import { sumsOf, type Manifest } from './manifest.ts'
import { readBackup } from './read-backup.ts'
import { BLOCK, END, headerOf, paddingOf } from './tar.ts'
import { addNote, NOW, shop, startDrill } from './test/drill.ts'

const drill = startDrill()
const data = drill.at('data')
const GOOD = 'good.tar'
let good: Buffer
/** Of the folder that must not be touched, before anything was tried. */
let untouched: string

/** Digest over every name and byte below a folder, locks aside. */
function everythingIn(folder: string): string {
  const hash = createHash('sha256')
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    if (name.endsWith('.lock')) continue
    hash.update(name)
    if (statSync(join(folder, name)).isFile()) hash.update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

const notesIn = (folder: string) => sumTables(databaseFile(folder)).notes?.rows

/** Tries to restore these bytes into the folder, and sees that nothing in it changed. */
async function refusalOf(bytes: Buffer, settings?: { corpId: string }): Promise<string> {
  writeFileSync(drill.at('tried.tar'), bytes)
  const refusal = await drill.restore('tried.tar', data, settings).then(
    () => 'restored',
    (error: Error) => error.message,
  )
  expect(everythingIn(data)).toBe(untouched)
  return refusal
}

/** A backup whose every digest is right, with another manifest or other files than Kebian writes. */
function forged(change: (manifest: Manifest) => unknown, header = headerOf): Buffer {
  const size = Number.parseInt(good.toString('latin1', 124, 135), 8)
  const manifest = JSON.parse(good.toString('utf8', BLOCK, BLOCK + size)) as Manifest
  const contents = new Map<string, Buffer>()
  let at = BLOCK + size + paddingOf(size)
  for (const file of manifest.files) {
    contents.set(file.sha256, good.subarray(at + BLOCK, at + BLOCK + file.size))
    at += BLOCK + file.size + paddingOf(file.size)
  }
  change(manifest)
  const bytes = Buffer.from(JSON.stringify(manifest))
  const entry = (name: string, content: Buffer, head = headerOf) => [head(name, content.length), content, Buffer.alloc(paddingOf(content.length))]
  const files = manifest.files.flatMap((file) => entry(file.name, contents.get(file.sha256) ?? Buffer.alloc(file.size), header))
  return Buffer.concat([...entry('manifest.json', bytes), ...files, ...entry('SHA256SUMS', sumsOf(bytes, manifest)), END])
}

beforeAll(async () => {
  await shop(drill.at('shop'), 12)
  await drill.backup(drill.at('shop'), GOOD)
  good = readFileSync(drill.at(GOOD))
  await shop(data, 3)
  untouched = everythingIn(data)
})
afterAll(() => drill.end())

describe('a restore refuses, before anything is touched,', () => {
  it('one flipped bit, wherever it is', async () => {
    const { size } = statSync(drill.at(GOOD))
    const everyByteOf = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)
    const spread = Array.from({ length: 150 }, (_, n) => Math.floor((n * size) / 150) + (n % 7))
    const places = [
      ...everyByteOf(0, BLOCK),
      ...everyByteOf(BLOCK, 5 * BLOCK).filter((at) => at % 9 === 0),
      ...spread,
      ...everyByteOf(size - 2600, size).filter((at) => at % 11 === 0),
    ]
    for (const at of places) {
      const bytes = Buffer.from(good)
      bytes[at] = bytes[at]! ^ (1 << (at % 8))
      writeFileSync(drill.at('flipped.tar'), bytes)
      const refusal = await readBackup(drill.at('flipped.tar'), () => undefined).then(
        () => `taken with byte ${at} changed`,
        (error: Error) => error.message,
      )
      expect(refusal).toMatch(/is damaged|is no backup of Kebian|ends too early|newer version/)
    }
    const inDatabase = Buffer.from(good)
    inDatabase[good.length >> 1]! ^= 1
    expect(await refusalOf(inDatabase)).toMatch(/tried\.tar is damaged \(at \S+\): .+ Nothing was changed; take another backup\.$/)
  })

  it('a file that ends too early, wherever it was cut', async () => {
    for (const share of [0.0001, 0.002, 0.01, 0.3, 0.6, 0.9, 0.99, 0.9999])
      expect(await refusalOf(good.subarray(0, Math.ceil(good.length * share))), String(share)).toMatch(/tried\.tar ends too early/)
    for (const less of [1, BLOCK, 2 * BLOCK, 3 * BLOCK]) expect(await refusalOf(good.subarray(0, good.length - less))).toMatch(/ends too early/)
  })

  it('an empty file, one that goes on, and what is no backup at all', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toMatch(/tried\.tar is empty/)
    expect(await refusalOf(Buffer.concat([good, Buffer.from('x')]))).toMatch(/is damaged \(at the end\)/)
    for (const other of [Buffer.from('PK\u0003\u0004'.repeat(1000)), Buffer.alloc(4096), readFileSync(databaseFile(data))])
      expect(await refusalOf(other)).toMatch(/tried\.tar is no backup of Kebian\.$/)
    await expect(drill.restore('missing.tar', data)).rejects.toThrow(/missing\.tar cannot be read \(ENOENT\)/)
  })

  it('a newer format, a newer schema and another corp', async () => {
    expect(await refusalOf(forged((manifest) => Object.assign(manifest, { format: 2, more: true })))).toMatch(
      /newer version of Kebian: restore it with that version/,
    )
    expect(await refusalOf(forged((manifest) => Object.assign(manifest, { schema: 9e12, kebian: '9.0.0' })))).toMatch(/newer version of Kebian \(9\.0\.0\)/)
    expect(await refusalOf(good, { corpId: 'ww2' })).toMatch(/of another corp \(ww1\) than the settings name \(ww2\)/)
  })

  it.each([
    '../kebian.sqlite',
    'materials/../../x',
    '/etc/cron.d/x',
    'materials/..',
    `materials/${'0'.repeat(64)}.png/../../x`,
    '.env',
    'kebian.sqlite-wal',
    'WW_verify_../../../x.txt',
  ])('a file named %s', async (name) => {
    const file = { name, size: 1, sha256: '0'.repeat(64) }
    expect(await refusalOf(forged(({ files }) => files.push(file)))).toMatch(/is damaged \(at manifest\.json\)/)
  })

  it('a link in the place of a file, and the same file twice', async () => {
    const link = (name: string, size: number) => {
      const header = headerOf(name, size)
      if (name !== 'kebian.sqlite') header.write('2/etc/passwd', 156, 'latin1')
      const sum = header.fill(' ', 148, 156).reduce((total, byte) => total + byte, 0)
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
      return header
    }
    expect(await refusalOf(forged(() => undefined, link))).toMatch(/is damaged \(at WW_verify|is damaged \(at materials/)
    expect(await refusalOf(forged(({ files }) => files.push(files[1]!)))).toMatch(/is damaged \(at manifest\.json\)/)
  })

  it('rows that are not what was counted', async () => {
    expect(await refusalOf(forged(({ tables }) => (tables.notes!.rows += 1)))).toMatch(/its rows are not what was counted/)
  })

  it('to work beside a server, and beside any program that has the database open', async () => {
    const into = drill.at('serving')
    await shop(into, 1)
    const server = await openStore({ dataDir: into, databaseUrl: '', exclusive: true })
    await expect(drill.restore(GOOD, into)).rejects.toThrow(/Another Kebian server is using \S+serving: stop it first/)
    await server.close()
    const reader = await openStore({ dataDir: into, databaseUrl: '' })
    await expect(drill.restore(GOOD, into)).rejects.toThrow(/The database in \S+serving is in use: stop/)
    await reader.close()
    const stranger = new Database(databaseFile(into))
    stranger.prepare('select 1').get()
    stranger.exec('BEGIN; SELECT count(*) FROM notes')
    await expect(drill.restore(GOOD, into)).rejects.toThrow(/Another program has the database in \S+serving open/)
    stranger.close()
    expect(notesIn(into)).toBe(1)
    await drill.restore(GOOD, into)
    expect(notesIn(into)).toBe(12)
  })
})

describe('a restore', () => {
  it('keeps the former database aside, whole, and says where', async () => {
    const into = drill.at('former')
    await shop(into, 2)
    const store = await openStore({ dataDir: into, databaseUrl: '' })
    await addNote(store, 'the last before the restore')
    await store.close()
    await drill.restore(GOOD, into)
    const [aside = ''] = readdirSync(into).filter((name) => name.startsWith('before-restore-'))
    expect(aside).toBe(`before-restore-${NOW.toISOString().replaceAll(/[:.]/g, '-')}`)
    expect(drill.said.at(-2)).toContain(
      `${join(into, aside)}: to go back, stop the server, delete kebian.sqlite-wal and kebian.sqlite-shm in ${into}, and move its files there.`,
    )
    expect([notesIn(into), notesIn(join(into, aside))]).toEqual([12, 3])
    expect(readdirSync(into).filter((name) => name.startsWith('restoring-'))).toEqual([])
  })

  it('mends a database that is damaged, and keeps what there was of it', async () => {
    const into = drill.at('damaged')
    await shop(into, 2)
    truncateSync(databaseFile(into), 9000)
    writeFileSync(`${databaseFile(into)}-wal`, 'half a log')
    await drill.restore(GOOD, into)
    expect(notesIn(into)).toBe(12)
    expect(readdirSync(into).filter((name) => name.startsWith('kebian.sqlite-'))).toEqual([])
  })

  it('says when the phone numbers will not open', async () => {
    drill.said.length = 0
    await drill.restore(GOOD, drill.at('other-key'), { phoneKey: 'another key of at least 32 characters' })
    expect(drill.said[0]).toMatch(/^PHONE_KEY is not the one that this backup was made under/)
    drill.said.length = 0
    await drill.restore(GOOD, drill.at('same-key'))
    expect(drill.said).toHaveLength(1)
  })

  it('for which there is no room changes nothing', async () => {
    const into = drill.at('full')
    await shop(into, 2)
    const before = everythingIn(into)
    const program = `ulimit -f 150; exec ${process.execPath} --import tsx bff/cli/backup/test/killed-restore.ts ${drill.at(GOOD)} ${into}`
    const { status, stderr } = spawnSync('bash', ['-c', program], { encoding: 'utf8', env: { PATH: process.env.PATH, TSX_DISABLE_CACHE: '1' } })
    expect(status).toBe(1)
    expect(stderr).toContain(`There is no room left for ${into}: free some space and start again; the database is as it was.`)
    expect(everythingIn(into)).toBe(before)
  })

  it('that is killed leaves the former database or the new one, never a mixture, and can be started again', { timeout: 120_000 }, async () => {
    const former = drill.at('kill')
    await shop(former, 5)
    const sumsOfFormer = sumTables(databaseFile(former))
    const run = (into: string, nth: number) => {
      const args = ['--import', 'tsx', 'bff/cli/backup/test/killed-restore.ts', drill.at(GOOD), into, String(nth)]
      return spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH: process.env.PATH } })
    }
    const copy = (name: string) => {
      cpSync(former, drill.at(name), { recursive: true })
      return drill.at(name)
    }
    const whole = copy('kill-0')
    const changes = Number(run(whole, 0).stdout)
    const sumsOfNew = sumTables(databaseFile(whole))
    expect(changes).toBeGreaterThan(15)
    const outcomes: string[] = []
    for (let nth = changes; nth > changes - 14; nth--) {
      const into = copy(`kill-${nth}`)
      expect(run(into, nth).signal, String(nth)).toBe('SIGKILL')
      const store = await openStore({ dataDir: into, databaseUrl: '', exclusive: true })
      await store.close()
      const sums = sumTables(databaseFile(into))
      outcomes.push(sums.notes?.rows === 12 ? 'new' : 'former')
      expect(sums, String(nth)).toEqual(sums.notes?.rows === 12 ? sumsOfNew : sumsOfFormer)
      await drill.restore(GOOD, into, { now: new Date(NOW.getTime() + 1) })
      expect(notesIn(into)).toBe(12)
      expect(readdirSync(into).filter((name) => name.startsWith('restoring-'))).toEqual([])
      expect(existsSync(`${databaseFile(into)}-wal`)).toBe(false)
    }
    expect([...new Set(outcomes)].sort()).toEqual(['former', 'new'])
  })
})
