/** One row of an import file. `cells` by column name; of a broken row only those that could be told apart. */
export interface Row {
  /** Where it begins in the file, from 1. */
  line: number
  cells: Record<string, string>
  /** Why the row cannot be read. */
  broken?: string
}

export interface RowFile {
  /** Absent where each row names its own. */
  columns?: string[]
  /** Reads from the beginning, as often as it is called. */
  rows(): AsyncIterable<Row>
  /** How moments look in it where the format itself decides, not the author of the file. */
  ownDateFormat?: string
}

/** A NUL byte is what damage leaves: what it stands in is not guessed at. The row is broken, and of its cells those without one are left. */
export function withoutNul(row: Row): Row {
  const cells = Object.entries(row.cells)
  if (!cells.some(([, cell]) => cell.includes('\0'))) return row
  return { line: row.line, cells: Object.fromEntries(cells.filter(([, cell]) => !cell.includes('\0'))), broken: row.broken ?? NUL }
}

export const NUL = 'the row cannot be read: it holds a NUL byte, as damaged files do'

/** A number as decimal text, never as 1e-7. */
export const numberText = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : ''
