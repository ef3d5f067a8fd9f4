import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { StartError } from '../../db/index.ts'
import { readManifest, sumsOf, type BackupFile, type Manifest } from './manifest.ts'
import { BLOCK, END, paddingOf, sizeIn } from './tar.ts'

const CHUNK = 256 * 1024
const LARGEST_MANIFEST = 64 * 1024 * 1024

export interface Backup {
  manifest: Manifest
  /** SHA-256 of the whole file. */
  sha256: string
  size: number
}

/** Takes what is in the backup, as it is read; what was taken counts only when the whole backup was found good. */
export interface Sink {
  begin(file: BackupFile): Promise<void>
  take(bytes: Buffer): Promise<void>
  end(): Promise<void>
}

/**
 * Reads a backup from its first byte to its last and holds every one against what should be there.
 * @param accept refuses by its manifest, before the rest is read
 * @throws StartError when it is empty, something else, damaged, cut short or of a newer format
 */
export async function readBackup(path: string, accept: (manifest: Manifest) => void, sink?: Sink): Promise<Backup> {
  const file = await open(path)
  try {
    return await new Reader(path, file).whole(accept, sink)
  } finally {
    await file.close()
  }
}

class Reader {
  private readonly hash = createHash('sha256')
  private at = 0
  private readonly path: string
  private readonly file: FileHandle

  constructor(path: string, file: FileHandle) {
    this.path = path
    this.file = file
  }

  async whole(accept: (manifest: Manifest) => void, sink?: Sink): Promise<Backup> {
    const { size } = await this.file.stat()
    if (size === 0) throw new StartError(`${this.path} is empty: it is no backup of Kebian.`)
    const bytes = await this.manifest()
    const manifest = readManifest(bytes)
    if (manifest === 'newer') throw new StartError(`${this.path} was written by a newer version of Kebian: restore it with that version, or a later one.`)
    if (!manifest) throw this.damaged('manifest.json')
    accept(manifest)
    for (const file of manifest.files) await this.content(file, sink)
    const sums = sumsOf(bytes, manifest)
    await this.header('SHA256SUMS', sums.length)
    await this.same(Buffer.concat([sums, Buffer.alloc(paddingOf(sums.length))]), 'SHA256SUMS')
    await this.same(END, 'the end')
    if (this.at !== size) throw this.damaged('the end')
    return { manifest, sha256: this.hash.digest('hex'), size }
  }

  private async manifest(): Promise<Buffer> {
    const header = await this.take(BLOCK)
    if (!header.subarray(0, 14).equals(Buffer.from('manifest.json\0'))) throw new StartError(`${this.path} is no backup of Kebian.`)
    const size = sizeIn(header, 'manifest.json')
    if (size === undefined || size > LARGEST_MANIFEST) throw this.damaged('manifest.json')
    const bytes = await this.take(size)
    await this.same(Buffer.alloc(paddingOf(size)), 'manifest.json')
    return bytes
  }

  private async content(file: BackupFile, sink?: Sink): Promise<void> {
    const { name, size, sha256 } = file
    await this.header(name, size)
    await sink?.begin(file)
    const hash = createHash('sha256')
    for (let left = size; left > 0; left -= Math.min(left, CHUNK)) {
      const bytes = await this.take(Math.min(left, CHUNK))
      hash.update(bytes)
      await sink?.take(bytes)
    }
    await sink?.end()
    await this.same(Buffer.alloc(paddingOf(size)), name)
    if (hash.digest('hex') !== sha256) throw this.damaged(name)
  }

  private async header(name: string, size: number): Promise<void> {
    if (sizeIn(await this.take(BLOCK), name) !== size) throw this.damaged(name)
  }

  private async same(expected: Buffer, where: string): Promise<void> {
    if (!(await this.take(expected.length)).equals(expected)) throw this.damaged(where)
  }

  /** The next bytes. @throws StartError when there are not so many */
  private async take(length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length)
    for (let filled = 0; filled < length;) {
      const { bytesRead } = await this.file.read(bytes, filled, length - filled, this.at + filled)
      if (bytesRead === 0) throw new StartError(`${this.path} ends too early: it was not written or copied whole. Nothing was changed; take another backup.`)
      filled += bytesRead
    }
    this.at += length
    this.hash.update(bytes)
    return bytes
  }

  private damaged(where: string): StartError {
    return new StartError(`${this.path} is damaged (at ${where}): what it holds is not what was written. Nothing was changed; take another backup.`)
  }
}
