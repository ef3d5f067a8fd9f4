import Type from 'typebox'
import type { RouteContract } from '../contract.ts'
import { Id } from '../parts.ts'
import { Name } from './pipelines.ts'

/** WeCom's limit. */
const TagName = Name(30)

const GroupParams = Type.Object({ groupId: Id })
/** WeCom has to accept it: until the job is done nothing is changed here, and what it refuses stays as it was. */
const Asked = Type.Object({ changeId: Id, jobId: Id })
const Order = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1000 }), was: Type.Array(Id, { minItems: 1, maxItems: 1000 }) })
const Renaming = Type.Object({ name: TagName, was: Type.String({ maxLength: 60, description: 'the name that the caller saw' }) })

const change = (summary: string) => ({ summary, reach: 'admin', effect: 'key', reply: Asked, errors: ['not_found', 'conflict', 'refused'] }) as const

export const deskTagRoutes = {
  'POST /desk/tag-groups': {
    ...change('A new group with its first tags: WeCom has no empty groups'),
    body: Type.Object({ name: TagName, tags: Type.Array(TagName, { minItems: 1, maxItems: 50 }) }),
  },
  'PATCH /desk/tag-groups/:groupId': { ...change('Renames a group'), params: GroupParams, body: Renaming },
  'DELETE /desk/tag-groups/:groupId': { ...change('Deletes a group with its tags, from every customer'), params: GroupParams },
  'POST /desk/tag-groups/:groupId/tags': { ...change('A new tag, last in its group'), params: GroupParams, body: Type.Object({ name: TagName }) },
  'PUT /desk/tag-groups/:groupId/order': { ...change('The tags of a group in a new order'), params: GroupParams, body: Order },
  'PUT /desk/tag-group-order': { ...change('The groups in a new order'), body: Order },
  'PATCH /desk/tags/:tagId': { ...change('Renames a tag'), params: Type.Object({ tagId: Id }), body: Renaming },
  'DELETE /desk/tags/:tagId': {
    ...change('Deletes a tag, from every customer; with the last one goes its group'),
    params: Type.Object({ tagId: Id }),
  },
} as const satisfies Record<string, RouteContract>
