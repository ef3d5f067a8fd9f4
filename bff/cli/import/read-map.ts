import { readFileSync } from 'node:fs'
import type { Static, TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { StartError } from '../../db/index.ts'

/**
 * Reads a mapping file.
 * @throws StartError naming the first thing that is wrong in it
 */
export function readMap<Schema extends TSchema>(schema: Schema, path: string): Static<Schema> {
  let map: unknown
  try {
    map = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartError(`The map ${path} cannot be read as JSON (${(error as Error).message}).`)
  }
  const [problem] = Errors(schema, map)
  if (problem) throw new StartError(`The map ${path} is not as docs/import/README.md has it: ${problem.instancePath || 'the whole'} ${problem.message}.`)
  return map as Static<Schema>
}

/** @throws StartError when the file lacks a column that is needed */
export function demandColumns(present: string[] | undefined, needed: string[], path: string): void {
  const missing = needed.filter((column) => present && !present.includes(column))
  if (missing.length > 0) throw new StartError(`${path} has no column ${missing.join(', ')}; it has ${(present ?? []).join(', ')}.`)
}
