import { decodedChunks, encodingOf, linesOf } from './decode.ts'
import { NUL, numberText, type Row, type RowFile } from './rows.ts'

/** A file with one JSON object per line, its values text, numbers or booleans. */
export async function openJsonl(path: string): Promise<RowFile> {
  const encoding = await encodingOf(path)
  return {
    async *rows() {
      for await (const { line, text } of linesOf(decodedChunks(path, encoding))) if (text.trim() !== '') yield readLine(line, text)
    },
  }
}

function readLine(line: number, text: string): Row {
  if (text.includes('\0')) return { line, cells: {}, broken: NUL }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { line, cells: {}, broken: 'the row cannot be read: it is not JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, cells: {}, broken: 'the row cannot be read: it is not a JSON object' }
  const cells = Object.entries(value).flatMap(([column, cell]) => {
    if (cell === null || cell === undefined) return []
    return [[column, typeof cell === 'number' ? numberText(cell) : typeof cell === 'object' ? JSON.stringify(cell) : String(cell)]]
  })
  return { line, cells: Object.fromEntries(cells) as Record<string, string> }
}
