import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { StartError } from '../../db/index.ts'
import { sumsOf, type BackupFile, type Manifest } from './manifest.ts'
import { END, headerOf, paddingOf } from './tar.ts'

/**
 * Writes a backup and has it on the disk when it resolves.
 * @param sourceOf where the bytes of a file of the manifest are
 * @returns size and SHA-256 of what was written
 * @throws StartError when a file is no longer as the manifest says
 */
export async function writeArchive(path: string, manifest: Manifest, sourceOf: (file: BackupFile) => string): Promise<{ size: number; sha256: string }> {
  const archive = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  const put = async (bytes: Buffer) => {
    await archive.writeFile(bytes)
    hash.update(bytes)
    size += bytes.length
  }
  const putWhole = async (name: string, bytes: Buffer) => {
    for (const part of [headerOf(name, bytes.length), bytes, Buffer.alloc(paddingOf(bytes.length))]) await put(part)
  }
  try {
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    await putWhole('manifest.json', bytes)
    for (const file of manifest.files) {
      await put(headerOf(file.name, file.size))
      await putContent(file, sourceOf(file), put)
      await put(Buffer.alloc(paddingOf(file.size)))
    }
    await putWhole('SHA256SUMS', sumsOf(bytes, manifest))
    await put(END)
    await archive.sync()
  } finally {
    await archive.close()
  }
  return { size, sha256: hash.digest('hex') }
}

async function putContent({ name, sha256 }: BackupFile, source: string, put: (bytes: Buffer) => Promise<void>): Promise<void> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(source) as AsyncIterable<Buffer>) {
    hash.update(part)
    await put(part)
  }
  if (hash.digest('hex') !== sha256) throw new StartError(`${name} changed while it was copied: start the backup again.`)
}
