import { quote } from './report.ts'

/** Why a cell, and with it the row, is not taken. */
export class CellProblem extends Error {}

/** Half a character, as JSON can escape it (`\ud83c`), becomes U+FFFD: databases keep it so, and what is read must be what is found again. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')

/** Text on one line: well-formed, control characters as blanks, none at the ends. */
export const oneLine = (text: string): string =>
  wellFormed(text)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()

const severalLines = (text: string): string =>
  wellFormed(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim()

/**
 * Text as it is kept: well-formed, control characters become spaces (line ends stay when `lines`), blanks at the ends go.
 * @throws CellProblem when it is empty though `needed`, or too long
 */
export function readText(
  value: string | undefined,
  what: string,
  { atMost, needed = false, lines = false }: { atMost: number; needed?: boolean; lines?: boolean },
): string {
  const text = lines ? severalLines(value ?? '') : oneLine(value ?? '')
  if (needed && text === '') throw new CellProblem(`${what} is missing`)
  if (text.length > atMost) throw new CellProblem(`${what} is too long: ${text.length} characters, at most ${atMost}`)
  return text
}

export const wrong = (what: string, expected: string, value: string | undefined): CellProblem =>
  new CellProblem(`${what} is not ${expected}: ${quote(value ?? '')}`)
