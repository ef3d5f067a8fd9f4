import { randomBytes } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { makeWritable } from '../../db/index.ts'
import { inWords } from '../command/destination.ts'
import type { Check, Verdict } from './check.ts'

const LEAST_FREE_BYTES = 200 * 1024 ** 2
const inGigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`

/** What this machine itself has to offer: a folder and a database. */
export const ownChecks: Check[] = [
  {
    id: 'data_folder',
    name: 'data folder',
    async run({ config }): Promise<Verdict> {
      makeWritable(config.dataDir)
      const folder = resolve(config.dataDir)
      const written = await writeAndTakeAway(folder)
      if (written)
        return {
          failed: `${folder} takes no file (${written})`,
          cause: 'the disk is full or read-only.',
          fix: 'free some space, or set DATA_DIR to another folder.',
        }
      const { bavail, bsize } = await statfs(folder)
      const free = bavail * bsize
      if (free >= LEAST_FREE_BYTES) return { passed: `${folder} can be written, ${inGigabytes(free)} free` }
      return {
        failed: `only ${inGigabytes(free)} free in ${folder}`,
        cause: 'the database and pictures need room to grow.',
        fix: 'free some space, or set DATA_DIR to another disk.',
      }
    },
  },
  {
    id: 'database',
    name: 'database',
    async run({ config, store }): Promise<Verdict> {
      await (await store()).ping()
      return { passed: `${inWords({ ...config, corpId: config.wecom.corpId })}, as new as this version needs it` }
    },
  },
]

/** @returns the system's code when a file cannot be written */
async function writeAndTakeAway(folder: string): Promise<string | undefined> {
  const file = join(folder, `.doctor-${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(file, 'written by npm run doctor', { mode: 0o600 })
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  } finally {
    await rm(file, { force: true })
  }
}
