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

/** A number as decimal text, never as 1e-7. */
export const numberText = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : ''
