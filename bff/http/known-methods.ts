import type { FastifyInstance } from 'fastify'

/**
 * Collects the routes that are registered from now on.
 * @returns the methods that an address takes, without a query: none where there is no route at all
 */
export function knownMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, pattern: patternOf(url) })
  })
  return (path) => [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort()
}

/** `:name` stands for one part of a path, with `(…)` for what that says, `*` for any number of them. */
function patternOf(url: string): RegExp {
  const source = url.replace(/:\w+(?:\(\^?([^)]*)\))?|\*|[.+?^${}()|[\]\\]/g, (found, expression?: string) => {
    if (expression) return expression
    if (found === '*') return '.*'
    return found.startsWith(':') ? '[^/]+' : `\\${found}`
  })
  return new RegExp(`^${source}$`)
}
