import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Id } from './parts.ts'

export const Role = Type.Union([Type.Literal('sales'), Type.Literal('service'), Type.Literal('supervisor'), Type.Literal('admin')])

export const Me = Type.Object({ employeeId: Id, userId: Type.String(), name: Type.String(), role: Role })

const PageSignature = Type.Object({
  url: Type.String({ description: 'what was signed: the address of the page without its hash' }),
  timestamp: Type.String({ description: 'seconds' }),
  nonceStr: Type.String(),
  signature: Type.String({ description: 'SHA-1, lower-case hex' }),
})

/** What the HTML of the sidebar carries in `<script type="application/json" id="boot">`. */
export const Boot = Type.Object({
  corpId: Type.String(),
  agentId: Type.String(),
  demo: Type.Boolean(),
  timeZone: Type.String(),
  signature: Type.Optional(PageSignature),
  /** Where there is a session: whose it is, and the key to what they keep on a device, 32 bytes in base64. */
  device: Type.Optional(Type.Object({ employeeId: Id, key: Type.String() })),
  /** The login did not work: the page shows why instead of asking for a customer. */
  failure: Type.Optional(Type.Union([Type.Literal('login_expired'), Type.Literal('not_a_member'), Type.Literal('not_in_range'), Type.Literal('wecom_failed')])),
  /** Who was refused by that login, as WeCom names them: an admin is to know whom to add. */
  userId: Type.Optional(Type.String({ maxLength: 64 })),
})

const SignatureReport = Type.Object({
  client: Type.Union([Type.Literal('ios'), Type.Literal('android'), Type.Literal('windows'), Type.Literal('mac')]),
  outcome: Type.Union([
    Type.Literal('accepted'),
    Type.Literal('signature'),
    Type.Literal('no_permission'),
    Type.Literal('not_in_range'),
    Type.Literal('unsupported'),
    Type.Literal('timeout'),
    Type.Literal('other'),
  ]),
  keyword: Type.String({ maxLength: 200, description: "the host's own words; empty when it accepted the page" }),
  address: Type.String({ maxLength: 500, pattern: '^https?://[^\\s?#]+$', description: 'of the page, without query and hash' }),
})

export const sessionRoutes = {
  'GET /me': { summary: 'The signed-in employee', reach: 'employee', reply: Me },
  'DELETE /session': {
    summary: 'Sign out: the session is revoked at once',
    reach: 'employee',
    effect: 'natural',
    reply: Type.Object({ signedOut: Type.Literal(true) }),
  },
  'POST /signature': {
    summary: 'Signs one address of our own origin for agentConfig; for pages whose address is not the one signed in their HTML',
    reach: 'employee',
    effect: 'natural',
    body: Type.Object({ url: Type.String({ minLength: 1, maxLength: 2048 }) }),
    reply: PageSignature,
    errors: ['refused', 'wecom_failed'],
  },
  'POST /signature/report': {
    summary: 'What the host said of the signature of a page; the latest of each kind of client is kept for `npm run doctor`',
    reach: 'employee',
    effect: 'natural',
    perMinute: 120,
    body: SignatureReport,
    reply: Type.Object({ kept: Type.Literal(true) }),
  },
} as const satisfies Record<string, RouteContract>
