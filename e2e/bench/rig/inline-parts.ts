/** The scripts that run and the styles inside a page, each joined. */
export function inlineParts(html: string): { js: string; css: string } {
  const parts = (pattern: RegExp) =>
    [...html.matchAll(pattern)]
      .map(([, text]) => text)
      .join('\n')
      .trim()
  return {
    js: parts(/<script(?![^>]*\ssrc=)(?![^>]*\stype=["']?(?:application\/|importmap|speculationrules))[^>]*>([^]*?)<\/script>/gi),
    css: parts(/<style[^>]*>([^]*?)<\/style>/gi),
  }
}
