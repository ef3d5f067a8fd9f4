import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { StartError } from '../../db/index.ts'

const MARKS: [mark: string, encoding: string][] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
]

/** The text of a file piece by piece, without its byte order mark. Memory holds one piece, whatever the size of the file. */
export async function* decodedChunks(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes as Buffer, { stream: true })
  yield decoder.decode()
}

/**
 * How a text file is written: as its byte order mark says, else UTF-8 when all of it is, else GB18030, as spreadsheets in China save it.
 * A few NUL bytes are for the rows that hold them; many say that it is no such text.
 * @throws StartError when it is neither
 */
export async function encodingOf(path: string): Promise<string> {
  const file = await open(path)
  const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  const marked = MARKS.find(([mark]) => mark === buffer.subarray(0, bytesRead).toString('hex'))
  for (const encoding of marked ? [marked[1]] : ['utf-8', 'gb18030']) {
    const nuls = await shareOfNuls(path, encoding)
    if (nuls === undefined) continue
    if (nuls > NULS_AT_MOST) throw new StartError(`${path} is full of NUL bytes, as UTF-16 without its mark and files that are no text are: save it in UTF-8.`)
    return encoding
  }
  throw new StartError(`${path} is neither UTF-8 nor GB18030 text: save it in UTF-8.`)
}

/** Of all characters. UTF-16 has more of them, for every comma and digit one; where it has not, its column names have. */
const NULS_AT_MOST = 0.1

/** @returns undefined when the file is not written so */
async function shareOfNuls(path: string, encoding: string): Promise<number | undefined> {
  let characters = 0
  let nuls = 0
  try {
    for await (const piece of decodedChunks(path, encoding)) {
      characters += piece.length
      nuls += piece.split('\0').length - 1
    }
    return nuls / Math.max(1, characters)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Lines without their ends (LF or CRLF), numbered from 1. A line may hold any other separator. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }> {
  let rest = ''
  let line = 0
  const asLine = (text: string) => ({ line: ++line, text: text.endsWith('\r') ? text.slice(0, -1) : text })
  for await (const chunk of chunks) {
    const pieces = (rest + chunk).split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) yield asLine(piece)
  }
  if (rest) yield asLine(rest)
}
