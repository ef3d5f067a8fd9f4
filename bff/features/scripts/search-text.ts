/** How texts are compared: full-width letters as half-width ones, lower case, no control characters. */
const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cc}+/gu, ' ')

/** What a search by words looks in: the title and all messages of a script. */
export const searchTextOf = (title: string, messages: string[]): string => [title, ...messages].map(normalise).join('\n')

/** The words of a query, each once, as patterns for `like … escape '!'`. */
export function wordPatterns(query: string): string[] {
  const words = normalise(query).split(/\s+/u).filter(Boolean)
  return [...new Set(words)].map((word) => `%${word.replace(/[!%_]/g, '!$&')}%`)
}
