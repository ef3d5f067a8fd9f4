import type { Voice } from '../command/run-command.ts'

export type Outcome = 'new' | 'changed' | 'unchanged' | 'refused'

const number = new Intl.NumberFormat('en-US')

/** What became of each thing in the file, told while it happens. */
export function createReport(voice: Voice) {
  const counts: Record<Outcome, number> = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  let rows = 0
  return {
    counts,
    count: (outcome: Outcome, by = 1): void => void (counts[outcome] += by),
    /** Says why a row is not taken; counting is the caller's, several rows may belong to one thing. */
    refuseRow: (line: number, reason: string): void => voice.say(`Line ${line} refused: ${reason}`),
    note: (line: string): void => voice.say(line),
    /** One more row read. */
    row(): void {
      rows += 1
      if (rows % 1000 === 0) voice.progress?.(`${number.format(rows)} rows`)
    },
    finish(): void {
      voice.progress?.('')
      voice.say(`Imported: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.refused} refused`)
    },
  }
}

export type Report = ReturnType<typeof createReport>

/** A value of the file as it may stand in a sentence: quoted, on one line, short. */
export const quote = (value: string): string => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
