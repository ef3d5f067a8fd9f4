interface LoggedError {
  type: string
  message: string
  stack: string
  [field: string]: unknown
}

/** What says which error it was and never what somebody wrote. */
const FIELDS = ['code', 'statusCode', 'errcode', 'api', 'kind', 'hint', 'constraint', 'table', 'column'] as const
/** Shorter values are numbers and flags: taking them out would only make the words unreadable. */
const SHORTEST_HIDDEN = 3

/**
 * An error as the log keeps it. One of a database query keeps its SQL and its cause, without the values that were sent: notes, tokens, phones.
 * Drizzle writes them into the message, PostgreSQL into its `detail` and now and then into the words of the cause.
 */
export function logError(error: unknown): LoggedError {
  return describe(error, [])
}

function describe(error: unknown, outerValues: string[]): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'what was thrown is no Error', stack: '' }
  const values = [...outerValues, ...valuesOf(error)]
  const message = wordsOf(error, values)
  const fields = Object.fromEntries(FIELDS.flatMap((name) => (name in error ? [[name, (error as unknown as Record<string, unknown>)[name]]] : [])))
  return {
    type: error.constructor.name,
    message,
    ...fields,
    stack: `${error.name}: ${message}${framesOf(error)}`,
    ...(error.cause !== undefined && { cause: describe(error.cause, values) }),
  }
}

const isQuery = (error: Error): error is Error & { query: string; params: unknown[] } => 'query' in error && 'params' in error && Array.isArray(error.params)

const valuesOf = (error: Error) => (isQuery(error) ? error.params.map(String).filter((value) => value.length >= SHORTEST_HIDDEN) : [])

function wordsOf(error: Error, values: string[]): string {
  if (isQuery(error)) return `Failed query: ${error.query}`
  return values.reduce((text, value) => text.replaceAll(value, '[value]'), error.message)
}

/** The lines of the stack after the message, which it repeats. */
function framesOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message)
  return at < 0 ? '' : stack.slice(at + message.length)
}
