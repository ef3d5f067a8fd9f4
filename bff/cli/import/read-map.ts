import { readFileSync } from 'node:fs'
import type { Static, TSchema } from 'typebox'
import { StartError } from '../../db/index.ts'
import { wellFormed } from './cells.ts'
import { mapProblems } from './map-problems.ts'

/**
 * Reads a mapping file: JSON in UTF-8, with or without its mark.
 * @throws StartError naming what is wrong in it
 */
export function readMap<Schema extends TSchema>(schema: Schema, path: string): Static<Schema> {
  const map = parsed(textOf(path), path)
  const problems = mapProblems(schema, map)
  if (problems.length > 0) throw new StartError(`The map ${path} cannot be used (docs/import/README.md has its fields): ${problems.join('; ')}.`)
  return map as Static<Schema>
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new StartError(`The map ${path} is not UTF-8 text: save it as JSON in UTF-8.`)
    throw new StartError(`The map ${path} ${absence((error as NodeJS.ErrnoException).code ?? '')}`)
  }
}

function absence(code: string): string {
  if (code === 'ENOENT') return `is not there: give --map the path of a mapping file, seen from the folder ${process.cwd()}.`
  if (code === 'EISDIR') return 'is a folder: give --map the path of a mapping file.'
  return `cannot be read (${code}): see to its rights, or give --map another one.`
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value))
  } catch (error) {
    throw new StartError(`The map ${path} cannot be read as JSON (${(error as Error).message}).`)
  }
}

/** @throws StartError when the file lacks a column that is needed */
export function demandColumns(present: string[] | undefined, needed: string[], path: string): void {
  const missing = needed.filter((column) => present && !present.includes(column))
  if (missing.length > 0) throw new StartError(`${path} has no column ${missing.join(', ')}; it has ${(present ?? []).join(', ')}.`)
}
