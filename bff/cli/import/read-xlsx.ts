import readXlsxFile from 'read-excel-file/node'
import { StartError } from '../../db/index.ts'
import { numberText, type Row, type RowFile } from './rows.ts'

/** How we write a cell that holds a date; spreadsheets keep dates without a zone. */
const DATE_FORMAT = 'YYYY-MM-DD HH:mm:ss'

/**
 * The first sheet of a workbook, its first row being the column names. The whole sheet is in memory.
 * @throws StartError when it is no workbook
 */
export async function openXlsx(path: string): Promise<RowFile> {
  const sheet = await readSheet(path)
  const [header = [], ...body] = sheet
  const columns = header.map((cell) => cellText(cell).trim())
  if (columns.length === 0 || new Set(columns).size < columns.length) throw new StartError(`${path} does not begin with a row of column names, each once.`)
  return {
    columns,
    ownDateFormat: DATE_FORMAT,
    async *rows() {
      for (const [position, cells] of body.entries()) {
        const row: Row = { line: position + 2, cells: Object.fromEntries(columns.map((column, at) => [column, cellText(cells[at])])) }
        if (cells.some((cell) => cell !== null)) yield row
      }
    },
  }
}

async function readSheet(path: string): Promise<unknown[][]> {
  try {
    const sheets = await readXlsxFile(path)
    return sheets[0]?.data ?? []
  } catch (error) {
    throw new StartError(`${path} is not a workbook that can be read (${(error as Error).message}).`)
  }
}

/** Moments are fractions of a day in a workbook: rounded to the second they stand for. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
  if (typeof cell === 'number') return numberText(cell)
  return cell === null || cell === undefined ? '' : String(cell)
}
