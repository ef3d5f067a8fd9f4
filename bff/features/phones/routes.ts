import type { FastifyInstance } from 'fastify'
import { handle } from '../../http/handle.ts'
import { revealPhone } from './reveal-phone.ts'

/** Phones in clear. Under `handle`, not `handleWrite`, which keeps its answers: a phone is kept nowhere in clear. */
export async function phoneRoutes(app: FastifyInstance) {
  const { phoneKey } = app.config
  handle(app, 'POST /customers/:customerId/phones/:phoneId/reveal', (input, { me, subject, now, tables }) =>
    app.store.write((tx) => revealPhone({ tx, tables, me, subject, now, phoneKey }, input)),
  )
}
