import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../db/index.ts'
import { runImport } from '../run.ts'

export const NOW = new Date('2026-11-25T02:00:00Z')
export const CORP = 'wwtest00000000000001'

/** An empty folder and database to import into. */
export function importHere(databaseUrl = '') {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-import-'))
  const into = { corpId: CORP, databaseUrl, dataDir: join(folder, 'data') }
  return {
    folder,
    into,
    /** Writes a file beside the others and gives its path. */
    file(name: string, content: string | Buffer): string {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    /** Gives the counts and every line that was said after the first, which names corp and database. */
    async run(...argv: string[]) {
      const said: string[] = []
      const counts = await runImport({ argv, into, now: NOW, voice: { say: (line) => void said.push(line) } })
      return { counts, said: said.slice(1) }
    },
    openStore: () => openStore(into),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type ImportHere = ReturnType<typeof importHere>
