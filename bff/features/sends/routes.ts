import type { FastifyInstance } from 'fastify'
import { handleWrite } from '../../http/handle.ts'
import { recordSend } from './record-send.ts'

/** What became of messages that were offered to the chat. */
export async function sendRoutes(app: FastifyInstance) {
  handleWrite(app, 'POST /customers/:customerId/sends', async ({ body }, call) => {
    const { sendRecordId, event } = await recordSend(call, body)
    if (!event) return { sendRecordId }
    const { id, kind, code, params, occurredAt } = event
    const { employeeId, name } = call.me
    return { sendRecordId, event: { eventId: id, kind, code, params, actor: { employeeId, name }, occurredAt: occurredAt.toISOString() } }
  })
}
