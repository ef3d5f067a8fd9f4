/** The row that a statement is sure to return. @throws Error when it did not */
export function one<Row>(rows: Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('a statement returned no row')
  return row
}
