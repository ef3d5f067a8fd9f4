import { resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { loadDemo } from '../../demo.ts'

/** The corp and database that a command works on. */
export interface Destination {
  corpId: string
  /** Of the demo's corp; nothing else is known by name before the database is open. */
  demoName?: string
  databaseUrl: string
  dataDir: string
}

/** The corp of the settings; the demo's is the simulator's. @throws StartError when this build has no demo */
export async function destinationOf({ mode, wecom, databaseUrl, dataDir }: Config): Promise<Destination> {
  if (mode === 'production') return { corpId: wecom.corpId, databaseUrl, dataDir }
  const { corpId, name } = (await loadDemo()).demoCorp(new Date())
  return { corpId, demoName: name, databaseUrl, dataDir }
}

/** Corp and database in words, never with a password: `青屿茶业 (demo), SQLite in /srv/kebian/data`. */
export const inWords = ({ corpId, demoName, databaseUrl, dataDir }: Destination): string =>
  `${demoName ? `${demoName} (demo)` : corpId}, ${databaseUrl ? `PostgreSQL${placeOf(databaseUrl)}` : `SQLite in ${resolve(dataDir)}`}`

/** Nothing of an address of which a part that we would show could belong to a password that was not escaped. */
function placeOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return ''
  const { host, pathname, search, hash } = new URL(databaseUrl)
  const doubtful = `${pathname}${search}${hash}`.includes('@') || hash !== ''
  return doubtful ? '' : ` ${host}${pathname}`
}
