import { collectDefaultMetrics, Registry } from 'prom-client'

let registry: Registry | undefined

/** CPU, memory, files, garbage collection and event loop: of the process, however many apps are in it, so they are watched once. */
export function processMetrics(): Registry {
  if (!registry) {
    registry = new Registry()
    collectDefaultMetrics({ register: registry })
  }
  return registry
}
