import { parse } from 'csv-parse/sync'
import { StartError } from '../../db/index.ts'
import { decodedChunks, encodingOf, linesOf } from './decode.ts'
import { withoutNul, type Row, type RowFile } from './rows.ts'

interface Line {
  line: number
  text: string
}

/** Lines that one quoted cell may reach over; an opening quote without its partner is found out after that many. */
const LINES_PER_ROW = 200
const ROWS_PER_PARSE = 500
const DELIMITERS = [',', ';', '\t']

/**
 * A CSV file as rows: read in pieces, header first, delimiter and encoding found out. A row that cannot be read is given as broken, and
 * what follows it is read as if it were not there.
 * @throws StartError when the file cannot be used at all
 */
export async function openCsv(path: string): Promise<RowFile> {
  const encoding = await encodingOf(path)
  const { columns, delimiter } = await headerOf(path, encoding)
  return {
    columns,
    async *rows() {
      let first = true
      for await (const row of readRecords(linesOf(decodedChunks(path, encoding)), columns, delimiter)) {
        if (!first) yield withoutNul(row)
        first = false
      }
    },
  }
}

async function headerOf(path: string, encoding: string) {
  for await (const { text } of linesOf(decodedChunks(path, encoding))) {
    if (text.trim() === '') continue
    if (text.includes('\0')) throw new StartError(`${path} has a NUL byte among its column names, as damaged files do: save it again in UTF-8.`)
    const [delimiter = ','] = [...DELIMITERS].sort((a, b) => text.split(b).length - text.split(a).length)
    const columns = (parseRecord(text, delimiter) ?? []).map((name) => name.trim())
    if (columns.length === 0 || new Set(columns).size < columns.length) break
    return { columns, delimiter }
  }
  throw new StartError(`${path} does not begin with a row of column names, each once.`)
}

/** Cuts lines into rows: a row ends where its quotes are closed. Rows on one line, the usual ones, are parsed many at a time. */
async function* readRecords(lines: AsyncGenerator<Line>, columns: string[], delimiter: string): AsyncGenerator<Row> {
  const ahead: Line[] = []
  const next = async (): Promise<Line | undefined> => ahead.shift() ?? ((await lines.next()).value as Line | undefined)
  let plain: Line[] = []

  for (let line = await next(); line; line = await next()) {
    if (quotesIn(line.text) % 2 === 0) {
      if (line.text !== '') plain.push(line)
      if (plain.length >= ROWS_PER_PARSE) yield* parsePlain(plain.splice(0), columns, delimiter)
      continue
    }
    yield* parsePlain(plain.splice(0), columns, delimiter)
    const record = [line]
    while (record.length < LINES_PER_ROW && record.reduce((sum, { text }) => sum + quotesIn(text), 0) % 2 === 1) {
      const following = await next()
      if (!following) break
      record.push(following)
    }
    const values = parseRecord(record.map(({ text }) => text).join('\n'), delimiter)
    if (values?.length === columns.length) {
      yield { line: line.line, cells: zip(columns, values) }
    } else {
      yield broken(line, columns, delimiter, 'a quote is not closed')
      ahead.unshift(...record.slice(1))
    }
  }
  yield* parsePlain(plain, columns, delimiter)
}

function* parsePlain(lines: Line[], columns: string[], delimiter: string): Generator<Row> {
  const together = parseAll(lines.map(({ text }) => text).join('\n'), delimiter)
  for (const [position, line] of lines.entries()) {
    const values = together?.length === lines.length ? together[position] : parseRecord(line.text, delimiter)
    if (!values) yield broken(line, columns, delimiter, 'its quotes are not as CSV has them')
    else if (values.length !== columns.length) yield broken(line, columns, delimiter, `it has ${values.length} columns, the header ${columns.length}`)
    else yield { line: line.line, cells: zip(columns, values) }
  }
}

function parseAll(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' })
  } catch {
    return undefined
  }
}

function parseRecord(text: string, delimiter: string): string[] | undefined {
  const records = parseAll(text, delimiter)
  return records?.length === 1 ? records[0] : undefined
}

const quotesIn = (text: string): number => text.split('"').length - 1
const zip = (columns: string[], values: string[]) => Object.fromEntries(columns.map((column, position) => [column, values[position] ?? '']))

/** What stands before the first quote can still be told apart, such as the number of an order. */
function broken({ line, text }: Line, columns: string[], delimiter: string, reason: string): Row {
  const values = (text.split('"', 1)[0] ?? '').split(delimiter)
  return { line, cells: zip(columns.slice(0, values.length), values), broken: `the row cannot be read: ${reason}` }
}
