/** One figure as `--json` writes it. */
export interface BenchFigure {
  id: string
  what: string
  /** null when it could not be measured; the reason is in `detail`. */
  value: number | null
  unit: string
  /** The bar, such as `<= 60`; empty where there is none. */
  reach: string
  ok: boolean
  detail: string
}

/** A figure held to a bar, `<=` or `==` and a number. A missing value does not hold. */
export function figure({ value, ...rest }: Omit<BenchFigure, 'ok'>): BenchFigure {
  return { ...rest, value: value === null ? null : Math.round(value * 1000) / 1000, ok: value !== null && holds(value, rest.reach) }
}

/** Figures that could not be measured, each with the reason. */
export function notMeasured(figures: Pick<BenchFigure, 'id' | 'what' | 'unit' | 'reach'>[], error: unknown): BenchFigure[] {
  return figures.map((known) => ({ ...known, value: null, ok: false, detail: error instanceof Error ? error.message : String(error) }))
}

function holds(value: number, reach: string): boolean {
  if (!reach) return true
  const [, operator, bar] = /^(<=|==) ([\d.]+)$/.exec(reach) ?? []
  if (!operator) throw new Error(`not a bar: ${reach}`)
  return operator === '<=' ? value <= Number(bar) : value === Number(bar)
}

/** A table for the screen. */
export function tableOf(figures: BenchFigure[]): string {
  const rows = figures.map(({ id, what, value, unit, reach, ok, detail }) => [
    ok ? 'ok' : 'MISS',
    id,
    what,
    value === null ? '–' : `${value} ${unit}`,
    reach,
    detail,
  ])
  const head = ['', 'id', 'what', 'value', 'reach', 'detail']
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => width(row[column] ?? title))))
  return [head, ...rows].map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ')).join('\n')
}

/** Chinese characters are two columns wide. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[⺀-鿿＀-￯]/.test(character) ? 2 : 1), 0)
}

/** @param sorted ascending; `share` from 0 to 1 */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}

export function medianOf(values: number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}
