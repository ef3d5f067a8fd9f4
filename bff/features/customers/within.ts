/** What the promise, which must not reject, resolves to, or `running` when that takes longer than `limitMs`. */
export async function within<Result>(limitMs: number, promise: Promise<Result>): Promise<Result | 'running'> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'running'>((resolve) => (timer = setTimeout(resolve, limitMs, 'running')))
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}
