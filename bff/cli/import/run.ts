import { parseArgs } from 'node:util'
import { openStore, StartError } from '../../db/index.ts'
import { inWords, type Destination } from '../command/destination.ts'
import type { Voice } from '../command/run-command.ts'
import type { ImportContext } from './context.ts'
import { importMaterials } from './materials/import-materials.ts'
import { openRows } from './open-rows.ts'
import { importOrders } from './orders/import-orders.ts'
import { createReport, type Outcome } from './report.ts'
import { importScripts } from './scripts/import-scripts.ts'

const KINDS: Record<string, (context: ImportContext) => Promise<void>> = { orders: importOrders, scripts: importScripts, materials: importMaterials }
const LATER = ['customers', 'tags']
const USAGE = 'npm run import -- orders|scripts|materials FILE [--map FILE] [--dry-run]'

interface ImportRun {
  argv: string[]
  into: Destination
  now: Date
  voice: Voice
}

/**
 * Imports one file, and first says into what; the server may be running meanwhile.
 * @throws StartError with one sentence when kind, file or map cannot be used
 */
export async function runImport({ argv, into, now, voice }: ImportRun): Promise<Record<Outcome, number>> {
  const { kind, path, mapPath, dryRun } = readArguments(argv)
  voice.say(`Importing into ${inWords(into)}`)
  const file = await openRows(path)
  const report = createReport(voice)
  const store = await openStore(into)
  try {
    await kind({ store, corpId: into.corpId, dataDir: into.dataDir, now, dryRun, path, file, ...(mapPath !== undefined && { mapPath }), report })
  } finally {
    await store.close()
  }
  if (dryRun) report.note('Nothing was written: --dry-run')
  report.finish()
  return report.counts
}

function readArguments(argv: string[]) {
  const { values, positionals } = parsed(argv)
  const [name, path, ...more] = positionals
  if (name && LATER.includes(name)) throw new StartError(`Importing ${name} comes with a later version; this one imports ${Object.keys(KINDS).join(', ')}.`)
  const kind = name && Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!kind || !path || more.length > 0) throw new StartError(`Say what to import and from which file: ${USAGE}.`)
  return { kind, path, mapPath: values.map, dryRun: values['dry-run'] ?? false }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { map: { type: 'string' }, 'dry-run': { type: 'boolean' } } })
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('.')[0]}: ${USAGE}.`)
  }
}
