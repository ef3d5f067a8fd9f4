import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'

/** What WeCom takes as an image: more than 5 bytes, at most 10 MB. @see https://developer.work.weixin.qq.com/document/path/90253 */
export const IMAGE_BYTES = { above: 5, atMost: 10 * 1024 * 1024 }
const KEY = /^[0-9a-f]{64}\.(png|jpg)$/

export interface ImageFile {
  mime: 'image/png' | 'image/jpeg'
  /** Name below DATA_DIR/materials. */
  fileKey: string
  bytes: Buffer
}

const folderOf = (dataDir: string) => join(dataDir, 'materials')

/** What a picture is by its first bytes, whatever its name says. @returns undefined when WeCom would refuse it */
export function readImage(bytes: Buffer): ImageFile | undefined {
  if (bytes.length <= IMAGE_BYTES.above || bytes.length > IMAGE_BYTES.atMost) return undefined
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return { mime: 'image/png', fileKey: `${hash}.png`, bytes }
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return { mime: 'image/jpeg', fileKey: `${hash}.jpg`, bytes }
  return undefined
}

/** Puts the original where materials are kept: whole or not at all, and once, its name being its hash. */
export async function keepFile(dataDir: string, { fileKey, bytes }: ImageFile): Promise<void> {
  const path = join(folderOf(dataDir), fileKey)
  if (existsSync(path)) return
  await mkdir(folderOf(dataDir), { recursive: true })
  const half = `${path}.${process.pid}`
  await writeFile(half, bytes)
  await rename(half, path)
}

/**
 * Opens an original for reading.
 * @throws AppError `not_found` when the file is no longer there
 */
export async function openOriginal(dataDir: string, fileKey: string) {
  if (!KEY.test(fileKey)) throw new AppError('not_found', 'the original is gone')
  return open(join(folderOf(dataDir), fileKey)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new AppError('not_found', 'the original is gone') : error
  })
}
