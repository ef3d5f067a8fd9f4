import { quote } from './report.ts'

/** Why a cell, and with it the row, is not taken. */
export class CellProblem extends Error {}

/**
 * Text as it is kept: control characters become spaces (line ends stay when `lines`), blanks at the ends go.
 * @throws CellProblem when it is empty though `needed`, or too long
 */
export function readText(
  value: string | undefined,
  what: string,
  { atMost, needed = false, lines = false }: { atMost: number; needed?: boolean; lines?: boolean },
): string {
  const text = lines
    ? (value ?? '')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n\t]/gu, ' ')
        .trim()
    : (value ?? '').replace(/\p{Cc}+/gu, ' ').trim()
  if (needed && text === '') throw new CellProblem(`${what} is missing`)
  if (text.length > atMost) throw new CellProblem(`${what} is too long: ${text.length} characters, at most ${atMost}`)
  return text
}

export const wrong = (what: string, expected: string, value: string | undefined): CellProblem =>
  new CellProblem(`${what} is not ${expected}: ${quote(value ?? '')}`)
