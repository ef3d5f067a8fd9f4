/** What an address answered. */
export interface Visit {
  status: number
  headers: Headers
  /** Its beginning. */
  text: string
}

/** Nothing readable came back. `code` is the system's or OpenSSL's, such as ENOTFOUND or CERT_HAS_EXPIRED. */
export class Unreachable extends Error {
  readonly url: string
  readonly code: string

  constructor(url: string, code: string) {
    super(`${url}: ${code}`)
    this.url = url
    this.code = code
  }
}

const WITHIN_MS = 8000
const READ_CHARACTERS = 4096

/** @throws Unreachable */
export async function visit(url: string): Promise<Visit> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) })
    return { status: answer.status, headers: answer.headers, text: (await answer.text()).slice(0, READ_CHARACTERS) }
  } catch (error) {
    throw new Unreachable(url, codeOf(error))
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'ETIMEDOUT'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause ? codeOf(error.cause) : error.message
}
