import { access, constants, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { StartError } from '../../db/index.ts'
import { openCsv } from './read-csv.ts'
import { openJsonl } from './read-jsonl.ts'
import { openXlsx } from './read-xlsx.ts'
import type { RowFile } from './rows.ts'

const READERS: Record<string, (path: string) => Promise<RowFile>> = {
  '.csv': openCsv,
  '.tsv': openCsv,
  '.txt': openCsv,
  '.jsonl': openJsonl,
  '.ndjson': openJsonl,
  '.xlsx': openXlsx,
}

/** @throws StartError when the file is not there or of a kind that cannot be read */
export async function openRows(path: string): Promise<RowFile> {
  const reader = READERS[extname(path).toLowerCase()]
  if (!reader) throw new StartError(`${path} is not CSV, JSONL or XLSX by its name.`)
  await access(path, constants.R_OK).catch(() => {
    throw new StartError(`${path} is not there, or cannot be read.`)
  })
  const found = await stat(path)
  if (!found.isFile()) throw new StartError(`${path} is ${found.isDirectory() ? 'a folder' : 'a pipe or device'}, not a file.`)
  return reader(path)
}
