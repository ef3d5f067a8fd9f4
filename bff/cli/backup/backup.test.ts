import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as immediately } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../db/index.ts'
import { sumTables } from '../../db/sqlite-copy.ts'
import { databaseFile } from '../../db/sqlite-folder.ts'
import { addNote, DOMAIN_FILE, shop, startDrill } from './test/drill.ts'

const LEFT_OUT = ['sessions', 'login_states', 'wecom_tokens']

describe('a backup', () => {
  const drill = startDrill()
  const data = drill.at('data')
  const materials = () => readdirSync(join(data, 'materials'))
  beforeAll(() => shop(data, 40))
  afterAll(() => drill.end())

  it('gives back the rows of every table, the originals and the file of the domain', async () => {
    await drill.backup(data, 'a.tar')
    const into = drill.at('elsewhere')
    await drill.restore('a.tar', into)
    const [before, after] = [sumTables(databaseFile(data)), sumTables(databaseFile(into))]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [table, sum] of Object.entries(before)) if (!LEFT_OUT.includes(table)) expect(after[table], table).toEqual(sum)
    expect(before.notes?.rows).toBe(40)
    for (const table of LEFT_OUT) expect(after[table]?.rows, table).toBe(0)
    expect(readdirSync(join(into, 'materials'))).toEqual(materials())
    expect(readFileSync(join(into, DOMAIN_FILE), 'utf8')).toBe('aB3dE6gH9jK2mN5p')
    const store = await openStore({ dataDir: into, databaseUrl: '' })
    await addNote(store, 'it can be written to')
    await store.close()
  })

  it('says in one sentence what is in it, and the digest that sha256sum tells', async () => {
    drill.said.length = 0
    await drill.backup(data, 'b.tar')
    const sum = execFileSync('sha256sum', [drill.at('b.tar')], { encoding: 'utf8' }).split(' ')[0]
    expect(drill.said.at(-1)).toMatch(/^Backed up: \d[\d,]* rows of \d+ tables and 2 files to \S+b\.tar, 0\.\d MB, SHA-256 [0-9a-f]{64}$/)
    expect(drill.said.at(-1)).toContain(sum)
    await drill.restore('b.tar', drill.at('again'))
    expect(drill.said.at(-1)).toMatch(/^Restored: .+ of 2026-11-25T01:02:03\.456Z into \S+again, SHA-256 [0-9a-f]{64}$/)
    expect(drill.said.at(-1)).toContain(sum)
  })

  it('can be read by tar and checked by sha256sum alone', async () => {
    await drill.backup(data, 'c.tar')
    const folder = drill.at('by-hand')
    mkdirSync(folder)
    execFileSync('tar', ['xf', drill.at('c.tar'), '-C', folder], { stdio: 'pipe' })
    const checked = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
    expect(checked.match(/: OK$/gm)).toHaveLength(4)
  })

  it('holds no session, no token of WeCom and nothing of what was deleted, and is for its owner only', async () => {
    const store = await openStore({ dataDir: data, databaseUrl: '' })
    const { wecomTokens } = store.tables
    await store.write(async (tx) => void (await tx.update(wecomTokens).set({ value: 'another-token-since-then' })))
    await store.close()
    await drill.backup(data, 'd.tar')
    const bytes = readFileSync(drill.at('d.tar'), 'latin1')
    for (const secret of ['a-token-that-opens', 'another-token-since']) expect(bytes.includes(secret), secret).toBe(false)
    expect(statSync(drill.at('d.tar')).mode & 0o777).toBe(0o600)
  })

  it('made while notes are written is of one moment, and lets the writers go on', async () => {
    const store = await openStore({ dataDir: data, databaseUrl: '', exclusive: true })
    const before = sumTables(databaseFile(data)).notes?.rows ?? 0
    const end = new AbortController()
    let written = 0
    const writing = (async () => {
      for (; !end.signal.aborted; written++) {
        await addNote(store, 'meanwhile '.repeat(200))
        await immediately()
      }
    })()
    await drill.backup(data, 'busy.tar').finally(() => end.abort())
    await writing
    const after = sumTables(databaseFile(data)).notes?.rows ?? 0
    await store.close()
    expect(after - before).toBe(written)
    expect(written).toBeGreaterThan(5)
    await drill.restore('busy.tar', drill.at('of-one-moment'))
    const { notes, timeline_events: events } = sumTables(databaseFile(drill.at('of-one-moment')))
    expect(notes?.rows).toBe(events?.rows)
    expect(notes?.rows).toBeGreaterThanOrEqual(before)
    expect(notes?.rows).toBeLessThanOrEqual(after)
  })

  it('replaces no file, and leaves nothing behind when it cannot be written', async () => {
    writeFileSync(drill.at('taken.tar'), 'an older one')
    await expect(drill.backup(data, 'taken.tar')).rejects.toThrow(/taken\.tar is there already: name a new file/)
    expect(readFileSync(drill.at('taken.tar'), 'utf8')).toBe('an older one')
    await expect(drill.backup(data, 'no/such/folder.tar')).rejects.toThrow(/cannot be written \(ENOENT\)/)
    await expect(drill.backup(drill.at('nothing'), 'x.tar')).rejects.toThrow(/no database in/)
    expect(readdirSync(drill.at('.')).filter((name) => /part-|^x\.tar/.test(name))).toEqual([])
  })

  it('takes no link along, and says so', async () => {
    const link = join(data, 'materials', `${'0'.repeat(64)}.png`)
    symlinkSync('/etc/hostname', link)
    await drill.backup(data, 'link.tar')
    expect(drill.said).toContainEqual(expect.stringMatching(/^Left out: materials\/0{64}\.png is no plain file$/))
    await drill.restore('link.tar', drill.at('no-link'))
    expect(existsSync(join(drill.at('no-link'), 'materials', `${'0'.repeat(64)}.png`))).toBe(false)
  })

  it('of a damaged database is refused in one sentence', async () => {
    const broken = drill.at('broken')
    mkdirSync(broken)
    writeFileSync(databaseFile(broken), 'no database at all '.repeat(500))
    await expect(drill.backup(broken, 'never.tar')).rejects.toThrow(/The database in \S+broken is damaged: it cannot be backed up/)
  })
})
