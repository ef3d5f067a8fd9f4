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
 * @throws StartError when it is neither
 */
export async function encodingOf(path: string): Promise<string> {
  const file = await open(path)
  const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  const marked = MARKS.find(([mark]) => mark === buffer.subarray(0, bytesRead).toString('hex'))
  for (const encoding of marked ? [marked[1]] : ['utf-8', 'gb18030']) if (await decodes(path, encoding)) return encoding
  throw new StartError(`${path} is neither UTF-8 nor GB18030 text: save it as CSV in UTF-8.`)
}

async function decodes(path: string, encoding: string): Promise<boolean> {
  try {
    for await (const piece of decodedChunks(path, encoding)) if (piece.includes('\0')) return false
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
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
