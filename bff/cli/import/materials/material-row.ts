import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path'
import { IMAGE_BYTES, readImage, type ImageFile } from '../../../features/materials/index.ts'
import { CellProblem, readText, wrong } from '../cells.ts'
import type { Row } from '../rows.ts'

/** A material as it is imported; `source` and `sourceId` together are its key. */
export interface ImportedMaterial {
  source: string
  sourceId: string
  kind: 'image' | 'link'
  title: string
  description: string
  image?: ImageFile
  linkUrl: string | null
  linkImageUrl: string | null
}

/**
 * Reads a row with the columns kind, title, description, file or link, and optionally id, source and image (of a link card).
 * @param importFile its folder is where `file` begins
 * @throws CellProblem naming the first cell that is wrong
 */
export async function readMaterialRow({ cells, broken }: Row, importFile: string): Promise<ImportedMaterial> {
  if (broken) throw new CellProblem(broken)
  const kind = (cells.kind ?? '').trim()
  if (kind !== 'image' && kind !== 'link') throw wrong('kind', 'image or link', cells.kind)
  const place = kind === 'image' ? readText(cells.file, 'file', { atMost: 500, needed: true }) : address(cells.link, 'link')
  return {
    source: readText(cells.source, 'source', { atMost: 60 }) || basename(importFile),
    sourceId: readText(cells.id, 'id', { atMost: 128 }) || place,
    kind,
    title: readText(cells.title, 'title', { atMost: 64, needed: true }),
    description: readText(cells.description, 'description', { atMost: 200 }),
    ...(kind === 'image' && { image: await imageAt(place, importFile) }),
    linkUrl: kind === 'link' ? place : null,
    linkImageUrl: kind === 'link' && cells.image?.trim() ? address(cells.image, 'image') : null,
  }
}

function address(value: string | undefined, what: string): string {
  const text = readText(value, what, { atMost: 1024, needed: true })
  if (!/^https?:\/\/[^\s/]+/.test(text) || !URL.canParse(text)) throw wrong(what, 'an address that begins with http:// or https://', text)
  return text
}

/** Only what lies beside the import file or below it: a table from somebody else must not pick files of this machine. */
async function imageAt(place: string, importFile: string): Promise<ImageFile> {
  const folder = await realpath(dirname(resolve(importFile)))
  const path = await reachable(realpath(resolve(folder, place)), place)
  const below = relative(folder, path)
  if (below.startsWith('..') || isAbsolute(below)) throw wrong('file', 'in the folder of the import file', place)
  const found = await reachable(stat(path), place)
  if (!found.isFile()) throw wrong('file', found.isDirectory() ? 'a file but a folder' : 'an ordinary file', place)
  // What is too large is not even read.
  const image = found.size > IMAGE_BYTES.atMost ? undefined : readImage(await reachable(readFile(path), place))
  if (!image) throw wrong('file', 'a PNG or JPEG of at most 10 MB', place)
  return image
}

/** Whatever keeps a file from being read is a flaw of its row, not of the import. */
async function reachable<Found>(found: Promise<Found>, place: string): Promise<Found> {
  try {
    return await found
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw wrong('file', code === 'ENOENT' || code === 'ENOTDIR' ? 'there' : `readable (${code})`, place)
  }
}
