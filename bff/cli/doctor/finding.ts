/** What one step found. `cause` and `fix` are there when it failed. */
export interface Finding {
  /** Stays the same from version to version, for scripts. */
  id: string
  outcome: 'passed' | 'failed' | 'not_checked'
  /** What was looked at. */
  name: string
  /** What was found, or why it was not looked at. */
  what: string
  cause?: string
  /** Where to click or what to set. */
  fix?: string
  /** WeCom's. */
  errcode?: number
}

const MARKS: Record<Finding['outcome'], string> = { passed: '✓', failed: '✗', not_checked: '–' }

/** One finding as it is read in a terminal: a line, and below a failure its cause and the fix. */
export function inWords({ outcome, name, what, cause, fix }: Finding): string {
  const lines = [`${MARKS[outcome]} ${name}: ${what}`, ...(cause ? [`    cause: ${cause}`] : []), ...(fix ? [`    fix:   ${fix}`] : [])]
  return lines.map(printable).join('\n')
}

/** Words of others (a proxy, a client, WeCom) move no cursor. */
const printable = (line: string): string => line.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

/** How many of each, for the last line and for scripts. */
export function countOf(findings: Finding[]): { passed: number; failed: number; notChecked: number } {
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome).length
  return { passed: count('passed'), failed: count('failed'), notChecked: count('not_checked') }
}

export function totalInWords(findings: Finding[]): string {
  const { passed, failed, notChecked } = countOf(findings)
  return `Doctor: ${passed} passed, ${failed} failed, ${notChecked} not checked`
}
