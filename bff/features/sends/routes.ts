import type { FastifyInstance } from 'fastify'
import { handleWrite } from '../../http/handle.ts'
import { presentEvent } from '../timeline/index.ts'
import { recordSend } from './record-send.ts'

/** What became of messages that were offered to the chat. */
export async function sendRoutes(app: FastifyInstance) {
  handleWrite(app, 'POST /customers/:customerId/sends', async ({ body }, call) => {
    const { sendRecordId, event } = await recordSend(call, body)
    return event ? { sendRecordId, event: presentEvent({ ...event, actorName: call.me.name, text: body.text ?? null }, call) } : { sendRecordId }
  })
}
