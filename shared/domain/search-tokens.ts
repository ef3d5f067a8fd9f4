/**
 * How names are cut so that a database finds any part of them, whatever language they are in: every two neighbouring characters are a token, and the last one
 * alone. Tokens are letters and digits only (a character is its code point in base 36), so both engines take them whole, and no typed text is a pattern.
 */
const WIDTH = 4
/** Between two names, so that no phrase reaches from one into the next. */
const GAP = 'z'

/** Without case, width and spaces. */
const lettersOf = (text: string): string[] => Array.from(text.normalize('NFKC').toLowerCase().replace(/\s/gu, ''), codeOf)

const codeOf = (letter: string): string => (letter.codePointAt(0) ?? 0).toString(36).padStart(WIDTH, '0')

const pairsOf = (letters: string[]): string[] => letters.slice(1).map((letter, at) => `t${letters[at]}${letter}`)

/** The token by which all rows of one employee are found. */
export const employeeToken = (employeeId: string): string => `e${employeeId.toLowerCase()}`

/** What is stored of some names. */
export function searchTokens(texts: readonly string[]): string {
  const cut = texts.map(lettersOf).filter((letters) => letters.length > 0)
  return cut.map((letters) => [...pairsOf(letters), `t${letters[letters.length - 1]}`].join(' ')).join(` ${GAP} `)
}

/** What a typed text is looked for as: tokens that follow one another; of one character the beginning of a token. Undefined when nothing was typed. */
export type SearchTerm = { phrase: string[] } | { prefix: string }

export function searchTerm(typed: string): SearchTerm | undefined {
  const letters = lettersOf(typed)
  if (letters.length === 0) return undefined
  return letters.length === 1 ? { prefix: `t${letters[0]}` } : { phrase: pairsOf(letters) }
}
