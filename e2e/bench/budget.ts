import { readFileSync, writeFileSync } from 'node:fs'

/** What the first screen may cost, kept in `budget.json`. */
export interface Budget {
  /** Gzip bytes before the first screen can be used: what we want to reach, and what the last accepted build had. */
  javascript: { reach: number; pinned: number }
  styles: { reach: number; pinned: number }
  /** Up to the customer's name, exact. */
  apiRequests: number
  serialDepth: number
  origins: number
}

/** Compilers differ by a few bytes from version to version; more than this is ours. */
const allowance = 1.01
const file = new URL('budget.json', import.meta.url)

export function readBudget(): Budget {
  return JSON.parse(readFileSync(file, 'utf8')) as Budget
}

/** Accepts these sizes as the new ones. */
export function pin(sizes: Record<'javascript' | 'styles', number>) {
  const budget = readBudget()
  budget.javascript.pinned = sizes.javascript
  budget.styles.pinned = sizes.styles
  writeFileSync(file, `${JSON.stringify(budget, null, 2)}\n`)
}

/** Gives what is wrong with a size, or undefined. */
export function judgeSize(what: string, size: number, { reach, pinned }: Budget['javascript']): string | undefined {
  if (size > reach) return `${what}: ${size} bytes gzip, more than the ${reach} that we promise`
  if (size > pinned * allowance) return `${what}: ${size} bytes gzip, more than the accepted ${pinned}: make it smaller, or accept it with --pin and say why`
  return undefined
}
