import Type from 'typebox'
import type { RouteContract } from '../contract.ts'
import { FieldType } from '../fields.ts'
import { Id, Version } from '../parts.ts'
import { Name } from './pipelines.ts'

const field = {
  name: Name(20),
  type: FieldType,
  unit: Type.Optional(Name(10)),
  active: Type.Boolean({ description: 'false: shown nowhere, its values kept' }),
}
const option = { name: Name(30), active: Type.Boolean({ description: 'false: cannot be chosen anew and stays where it was' }) }

/** With all its options, in order: what has no id is new, what was there and is absent is deleted while no value has it. */
export const FieldDraft = Type.Object({
  ...field,
  options: Type.Array(Type.Object({ optionId: Type.Optional(Id), ...option }), { maxItems: 300 }),
})

export const DeskField = Type.Object({
  fieldId: Id,
  version: Version,
  ...field,
  options: Type.Array(Type.Object({ optionId: Id, ...option, used: Type.Boolean() })),
  /** Customers who have something in it: while there are any, its type cannot change. */
  values: Type.Integer(),
})

const Saved = Type.Object({ changeId: Id, field: DeskField })

export const deskFieldRoutes = {
  'GET /desk/fields': {
    summary: 'All fields in their order, retired ones too',
    reach: 'admin',
    reply: Type.Object({ fields: Type.Array(DeskField) }),
  },
  'POST /desk/fields': {
    summary: 'A new field, last in the order',
    reach: 'admin',
    effect: 'key',
    body: Type.Object({ field: FieldDraft }),
    reply: Saved,
    errors: ['refused'],
  },
  'PUT /desk/fields/:fieldId': {
    summary: 'A field as it is to be',
    reach: 'admin',
    effect: 'key',
    params: Type.Object({ fieldId: Id }),
    body: Type.Object({ version: Version, field: FieldDraft }),
    reply: Saved,
    errors: ['not_found', 'conflict', 'refused'],
  },
  'PUT /desk/field-order': {
    summary: 'All fields in a new order; `was` is the one that the caller saw',
    reach: 'admin',
    effect: 'key',
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 1000 }), was: Type.Array(Id, { maxItems: 1000 }) }),
    reply: Type.Object({ changeId: Id }),
    errors: ['conflict', 'refused'],
  },
} as const satisfies Record<string, RouteContract>
