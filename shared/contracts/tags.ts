import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Id } from './parts.ts'

const TagParams = Type.Object({ customerId: Id, tagId: Id })
const TagChange = Type.Object({
  tagId: Id,
  on: Type.Boolean(),
  /** Absent on Kebian's own personal tags and when nothing changed. */
  jobId: Type.Optional(Id),
})

export const tagRoutes = {
  'GET /tag-groups': {
    summary: 'All corp tags by group, and my own personal tags',
    reach: 'employee',
    reply: Type.Object({
      groups: Type.Array(Type.Object({ groupId: Id, name: Type.String(), tags: Type.Array(Type.Object({ tagId: Id, name: Type.String() })) })),
      personal: Type.Array(Type.Object({ tagId: Id, name: Type.String() })),
    }),
    errors: ['wecom_failed'],
  },
  'POST /personal-tags': {
    summary: 'A tag of my own, which never leaves Kebian; the same name gives the same tag',
    reach: 'employee',
    effect: 'key',
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 30, pattern: '\\S' }) }),
    reply: Type.Object({ tagId: Id, name: Type.String() }),
  },
  'PUT /customers/:customerId/tags/:tagId': {
    summary: 'Sets a tag on my relation to the customer',
    reach: 'customer.write',
    effect: 'key',
    params: TagParams,
    reply: TagChange,
  },
  'DELETE /customers/:customerId/tags/:tagId': {
    summary: 'Takes a tag off my relation to the customer',
    reach: 'customer.write',
    effect: 'key',
    params: TagParams,
    reply: TagChange,
  },
} as const satisfies Record<string, RouteContract>
