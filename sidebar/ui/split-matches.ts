/** Cuts a text into pieces, `hit` where a word of `q` stands; letter case does not matter. The pieces joined are the text. */
export function splitMatches(text: string, q: string): { text: string; hit: boolean }[] {
  const terms = q.split(/\s+/).filter(Boolean)
  if (terms.length === 0) return [{ text, hit: false }]
  const any = new RegExp(
    `(${terms
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')})`,
    'gi',
  )
  return text
    .split(any)
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

const escaped = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
