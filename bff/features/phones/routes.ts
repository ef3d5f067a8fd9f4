import type { FastifyInstance } from 'fastify'
import { handle } from '../../http/handle.ts'
import { subjectInReach } from '../../http/reach.ts'
import { revealPhone } from './reveal-phone.ts'

/** Phones in clear. Under `handle`, not `handleWrite`, which keeps its answers: a phone is kept nowhere in clear. */
export async function phoneRoutes(app: FastifyInstance) {
  const { phoneKey } = app.config
  handle(app, 'POST /customers/:customerId/phones/:phoneId/reveal', (input, { me, now, tables }) =>
    app.store.write(async (tx) => {
      // once more where the phone is read: who lost the customer meanwhile gets nothing
      const subject = await subjectInReach(tx, tables, me, 'customer.read', input.params)
      return revealPhone({ tx, tables, me, subject, now, phoneKey }, input)
    }),
  )
}
