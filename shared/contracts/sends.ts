import Type from 'typebox'
import { MESSAGE_LIMIT } from '../domain/fill-script.ts'
import type { RouteContract } from './contract.ts'
import { TimelineEvent } from './notes.ts'
import { Id } from './parts.ts'

const SendState = Type.Union([Type.Literal('handed_over'), Type.Literal('cancelled'), Type.Literal('refused'), Type.Literal('unknown')], {
  description: "the host's ok means handed over to the chat, never delivered",
})

export const sendRoutes = {
  'POST /customers/:customerId/sends': {
    summary: 'Records what became of one message that was offered to the chat',
    reach: 'customer.write',
    effect: 'key',
    params: Type.Object({ customerId: Id }),
    body: Type.Object({
      scriptId: Type.Optional(Id),
      materialId: Type.Optional(Id),
      text: Type.Optional(
        Type.String({ minLength: 1, maxLength: MESSAGE_LIMIT, description: 'what was offered, where it was rewritten and is no longer what the script says' }),
      ),
      position: Type.Integer({ minimum: 1, maximum: 100, description: 'of this message among those sent together' }),
      of: Type.Integer({ minimum: 1, maximum: 100 }),
      state: SendState,
      reason: Type.Optional(Type.String({ maxLength: 100, description: 'keyword of the host when it refused' })),
    }),
    reply: Type.Object({ sendRecordId: Id, event: Type.Optional(TimelineEvent) }),
    errors: ['refused'],
  },
} as const satisfies Record<string, RouteContract>
