import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Id } from './parts.ts'

const MaterialParams = Type.Object({ materialId: Id })

const Material = Type.Object({
  materialId: Id,
  kind: Type.Union([Type.Literal('image'), Type.Literal('link')]),
  title: Type.String(),
  description: Type.String(),
  linkUrl: Type.Optional(Type.String()),
  sizeBytes: Type.Optional(Type.Integer()),
  usedCount: Type.Integer(),
})

export const materialRoutes = {
  'GET /materials': {
    summary: 'Materials within my reach, most used first',
    reach: 'employee',
    reply: Type.Object({ materials: Type.Array(Material) }),
  },
  'GET /materials/:materialId/file': {
    summary: 'The original file of an image',
    reach: 'employee',
    params: MaterialParams,
    reply: Type.Unknown(),
    binary: true,
    errors: ['not_found'],
  },
  'POST /materials/:materialId/message': {
    summary: 'The message to hand to the chat; an image is uploaded to WeCom first, unless its media id is still good. `renew` after the host refused the id',
    reach: 'employee',
    effect: 'natural',
    params: MaterialParams,
    body: Type.Object({ renew: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({
      image: Type.Optional(Type.Object({ mediaId: Type.String() })),
      link: Type.Optional(Type.Object({ url: Type.String(), title: Type.String(), description: Type.String(), imageUrl: Type.String() })),
    }),
    errors: ['not_found', 'wecom_failed'],
  },
} as const satisfies Record<string, RouteContract>
