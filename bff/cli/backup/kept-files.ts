import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_NAME, type BackupFile } from './manifest.ts'

/**
 * What lies beside the database and belongs to it: originals of materials, and the files that prove a domain to WeCom.
 * An original is written before the row that names it and never changes, so what is here after the database was copied is enough.
 * @returns the files in order of name, and the names of what only looks like one: a link, a folder
 */
export async function keptFiles(folder: string): Promise<{ files: BackupFile[]; strange: string[] }> {
  const found = [...(await entriesOf(folder, '')), ...(await entriesOf(join(folder, 'materials'), 'materials/'))].filter(({ name }) => FILE_NAME.test(name))
  const names = found.filter(({ plain, name }) => plain && name !== 'kebian.sqlite').map(({ name }) => name)
  const files: BackupFile[] = []
  for (const name of names.sort()) files.push({ name, ...(await sumOfFile(join(folder, name))) })
  return { files, strange: found.filter(({ plain }) => !plain).map(({ name }) => name) }
}

async function entriesOf(folder: string, prefix: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.map((entry) => ({ name: prefix + entry.name, plain: entry.isFile() }))
}

/** Size in bytes and digest of a file. */
export async function sumOfFile(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part)
    size += part.length
  }
  return { size, sha256: hash.digest('hex') }
}
