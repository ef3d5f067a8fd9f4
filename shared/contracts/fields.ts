import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Id } from './parts.ts'

export const FieldType = Type.Union(
  [
    Type.Literal('text'),
    Type.Literal('number'),
    Type.Literal('date'),
    Type.Literal('single'),
    Type.Literal('multi'),
    Type.Literal('phone'),
    Type.Literal('region'),
  ],
  { description: 'single and multi: chosen among options' },
)

const Definition = { fieldId: Id, name: Type.String(), type: FieldType, unit: Type.Optional(Type.String({ description: 'stands behind a number' })) }

const Option = Type.Object({
  optionId: Id,
  name: Type.String(),
  active: Type.Boolean({ description: 'false: stays where it was chosen, cannot be chosen anew' }),
})

/** A field of the team with what one customer has in it. */
export const FieldOn = Type.Object({
  ...Definition,
  version: Type.Integer({ minimum: 0, description: 'of the value; 0 when it was never set' }),
  shown: Type.String({ description: 'without the unit; a phone masked; empty when there is nothing' }),
  /** On single and multi with a value. */
  optionIds: Type.Optional(Type.Array(Id)),
  /** On a region with a value: six digits of GB/T 2260. */
  regionCode: Type.Optional(Type.String()),
  /** On a phone with a value: what reveals it. */
  phoneId: Type.Optional(Id),
})

export const fieldRoutes = {
  'GET /fields': {
    summary: 'What the team keeps about every customer, in order, with its options',
    reach: 'employee',
    reply: Type.Object({
      fields: Type.Array(Type.Object({ ...Definition, options: Type.Array(Option) })),
    }),
  },
  'PUT /customers/:customerId/fields/:fieldId': {
    summary: 'Sets or clears one field of a customer; refused with `details.reason` when the value is none of its type',
    reach: 'customer.write',
    effect: 'key',
    params: Type.Object({ customerId: Id, fieldId: Id }),
    body: Type.Object({
      version: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'of the value that was seen' }),
      value: Type.Union([Type.Null(), Type.String({ maxLength: 2000 }), Type.Array(Id, { maxItems: 100 })], {
        description:
          'null or empty clears. text: up to 500 characters; number: digits with up to 4 decimals; date: YYYY-MM-DD; single and multi: ids of options; ' +
          'phone: E.164, or without a country for China; region: a code of GB/T 2260',
      }),
    }),
    reply: Type.Object({ field: FieldOn }),
    errors: ['conflict', 'refused', 'not_found'],
  },
} as const satisfies Record<string, RouteContract>
