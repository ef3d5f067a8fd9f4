import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../errors.ts'
import { version } from '../version.ts'
import { databaseGauges } from './database-gauges.ts'
import { processMetrics } from './process-metrics.ts'
import { mayReadMetrics } from './who-may-read.ts'

/** What the parts of the server report. Every label comes from a short list of ours: no ids, no names, nothing that somebody wrote. */
export interface Metrics {
  /** @param errcode WeCom's, where we know it; `other`, or why there was no answer */
  wecomCalled(call: { api: string; errcode: string; seconds: number }): void
  jobEnded(kind: string, outcome: 'done' | 'refused' | 'postponed'): void
  /** A write came again under its key and changed nothing. */
  replayed(route: string): void
}

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics & { text(): Promise<string> }
  }
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts what happens from here on; needs the store. `/metrics` tells it: see metricsRoute. */
export const metrics = fp(
  async (app: FastifyInstance) => {
    const { store, clock, config } = app
    const register = new Registry()
    const own = { registers: [register] }
    const requests = new Histogram({
      name: 'kebian_http_request_duration_seconds',
      help: 'requests by method, route pattern and status',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: SECONDS,
      ...own,
    })
    const calls = new Histogram({
      name: 'kebian_wecom_call_duration_seconds',
      help: 'calls to WeCom by API and errcode; one that is repeated counts each time',
      labelNames: ['api', 'errcode'] as const,
      buckets: SECONDS,
      ...own,
    })
    const jobs = new Counter({ name: 'kebian_jobs_ended_total', help: 'runs of jobs by kind and outcome', labelNames: ['kind', 'outcome'] as const, ...own })
    const replays = new Counter({
      name: 'kebian_idempotent_replays_total',
      help: 'writes that came again under their Idempotency-Key and were answered from what was kept',
      labelNames: ['route'] as const,
      ...own,
    })
    const info = new Gauge({ name: 'kebian_info', help: 'what is running; always 1', labelNames: ['version', 'role', 'engine'] as const, ...own })
    info.set({ version, role: config.role, engine: store.engine }, 1)
    const gauges = databaseGauges(register, store, clock)
    const ofProcess = processMetrics()

    app.decorate('metrics', {
      wecomCalled: ({ api, errcode, seconds }) => calls.observe({ api, errcode }, seconds),
      jobEnded: (kind, outcome) => jobs.inc({ kind, outcome }),
      replayed: (route) => replays.inc({ route }),
      text: async () => {
        await gauges.refresh()
        return (await ofProcess.metrics()) + (await register.metrics())
      },
    })
    app.addHook('onResponse', async (request, reply) => {
      const { url = 'none' } = request.routeOptions
      requests.observe({ method: request.method, route: url, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    })
  },
  { name: 'metrics', dependencies: ['store'] },
)

/** `/metrics`, in the text format of Prometheus; to who may not read it, an address like any other where there is nothing. */
export const metricsRoute = fp(
  async (app: FastifyInstance) => {
    app.get('/metrics', { schema: { hide: true }, logLevel: 'warn' }, async (request, reply) => {
      if (!mayReadMetrics(request, app.config)) throw new AppError('not_found', 'nothing here')
      return reply
        .header('cache-control', 'no-store')
        .type(Registry.PROMETHEUS_CONTENT_TYPE)
        .send(await app.metrics.text())
    })
  },
  { dependencies: ['metrics'] },
)
