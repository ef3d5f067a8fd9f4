import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../../db/index.ts'
import { newId } from '../../../db/new-id.ts'
import { makeBackup } from '../make-backup.ts'
import { restoreBackup } from '../restore-backup.ts'

export const NOW = new Date('2026-11-25T01:02:03.456Z')
export const PHONE_KEY = 'the phone key of the test suite only !'
export const DOMAIN_FILE = 'WW_verify_aB3dE6gH9jK2mN5p.txt'

/** A folder for backups and data folders, and the two commands on it. */
export function startDrill() {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-drill-'))
  const said: string[] = []
  const steps: string[] = []
  const voice = { say: (line: string) => void said.push(line), progress: (step: string) => void steps.push(step) }
  const at = (name: string) => join(folder, name)
  const corp = (dataDir: string, corpId = 'ww1') => ({ corpId, databaseUrl: '', dataDir })
  return {
    at,
    /** All that the commands have said. */
    said,
    /** Where the last command has got to. */
    steps,
    backup: (dataDir: string, file: string) => makeBackup({ from: corp(dataDir), phoneKey: PHONE_KEY, to: at(file), now: NOW, voice }),
    restore: (file: string, dataDir: string, { corpId, phoneKey = PHONE_KEY, now = NOW }: { corpId?: string; phoneKey?: string; now?: Date } = {}) =>
      restoreBackup({ path: at(file), into: corp(dataDir, corpId), phoneKey, now, voice }),
    end: () => rmSync(folder, { recursive: true }),
  }
}

/** A data folder with some rows, an original and the file of a domain. */
export async function shop(dataDir: string, notes: number): Promise<void> {
  const store = await openStore({ dataDir, databaseUrl: '' })
  for (let count = 0; count < notes; count++) await addNote(store, `第 ${count} 条`)
  const { sessions, wecomTokens } = store.tables
  await store.write(async (tx) => {
    await tx.insert(sessions).values({ tokenHash: 'h', corpId: 'ww1', employeeId: 'e', createdAt: NOW, renewedAt: NOW, expiresAt: NOW })
    await tx.insert(wecomTokens).values({ corpId: 'ww1', agentId: '1', kind: 'access_token', value: 'a-token-that-opens-wecom', expiresAt: NOW })
  })
  await store.close()
  mkdirSync(join(dataDir, 'materials'), { recursive: true })
  const original = Buffer.from(`an original of ${notes}`)
  writeFileSync(join(dataDir, 'materials', `${createHash('sha256').update(original).digest('hex')}.png`), original)
  writeFileSync(join(dataDir, DOMAIN_FILE), 'aB3dE6gH9jK2mN5p')
}

/** A note and its row of the timeline, in one transaction: a copy that has one without the other was not made at one moment. */
export function addNote(store: Store, text: string): Promise<void> {
  const { notes, timelineEvents } = store.tables
  return store.write(async (tx) => {
    const id = newId(NOW)
    await tx.insert(notes).values({ id, corpId: 'ww1', customerId: 'c', employeeId: 'e', text, clientKey: id, createdAt: NOW })
    const event = {
      corpId: 'ww1',
      customerId: 'c',
      kind: 'note' as const,
      code: 'note_written',
      params: {},
      source: 'kebian',
      occurredAt: NOW,
      recordedAt: NOW,
    }
    await tx.insert(timelineEvents).values({ id: newId(NOW), ...event, refId: id })
  })
}
