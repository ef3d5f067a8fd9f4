import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { FieldOn } from './fields.ts'
import { Cursor, EmployeeRef, Id, Instant, PageSize, Params, Version } from './parts.ts'
import { Me } from './session.ts'

const Stage = Type.Object({
  stageId: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')]),
})

export const Opportunity = Type.Object({
  opportunityId: Id,
  pipelineId: Id,
  pipelineName: Type.String(),
  stageId: Id,
  enteredAt: Instant,
  version: Version,
  lostReason: Type.Optional(Type.String()),
  stages: Type.Array(Stage, { description: 'in order; the lost stage last' }),
})

const Relation = Type.Object({
  remark: Type.String(),
  description: Type.String(),
  addWay: Type.Integer({ description: "WeCom's add_way; unknown numbers are possible" }),
  since: Instant,
  version: Version,
})

export const TagOn = Type.Object({
  /** Absent on WeCom's personal tags, which have no id and cannot be written. */
  tagId: Type.Optional(Id),
  name: Type.String(),
  kind: Type.Union([Type.Literal('corp'), Type.Literal('personal'), Type.Literal('wecom_personal')]),
  setBy: Type.Union([Type.Literal('person'), Type.Literal('rule'), Type.Literal('wecom')]),
  byName: Type.Optional(Type.String()),
})

const NowRow = Type.Object({
  kind: Type.Union([Type.Literal('late'), Type.Literal('due'), Type.Literal('refund'), Type.Literal('next')]),
  title: Type.String(),
  dueAt: Type.Optional(Instant),
  taskId: Type.Optional(Id),
  version: Type.Optional(Version),
  scriptId: Type.Optional(Id),
  orderId: Type.Optional(Id),
  /** On a next step: since when the stage lasts. */
  since: Type.Optional(Instant),
})

/** Everything that the first screen shows about one customer. */
export const Bundle = Type.Object({
  customer: Type.Object({
    customerId: Id,
    name: Type.String({ description: 'remark, else nickname; may be empty for a masked contact' }),
    nickname: Type.String(),
    avatarUrl: Type.Optional(Type.String()),
    kind: Type.Union([Type.Literal('wechat'), Type.Literal('wecom')]),
    corpName: Type.Optional(Type.String()),
    gender: Type.Union([Type.Literal('unknown'), Type.Literal('male'), Type.Literal('female')]),
  }),
  access: Type.Union([Type.Literal('own'), Type.Literal('team'), Type.Literal('any')], { description: 'only own may write' }),
  /** Not with own: when this look began, as the owner sees it. */
  lookedAt: Type.Optional(Instant),
  relation: Type.Optional(Relation),
  owner: Type.Optional(EmployeeRef),
  opportunity: Type.Optional(Opportunity),
  tagGroups: Type.Array(Type.Object({ name: Type.String(), tags: Type.Array(TagOn) })),
  fields: Type.Optional(Type.Array(FieldOn, { description: "the team's own fields in order, those without a value too; absent when there are none" })),
  identities: Type.Array(
    Type.Object({
      identityId: Id,
      type: Type.Union([Type.Literal('external_contact'), Type.Literal('unionid'), Type.Literal('phone'), Type.Literal('shop_account')]),
      label: Type.String({ description: 'masked where it is a phone or a WeCom id' }),
    }),
  ),
  followers: Type.Array(
    Type.Object({ employeeId: Id, name: Type.String(), teamName: Type.Optional(Type.String()), isOwner: Type.Boolean(), remark: Type.String() }),
  ),
  now: Type.Array(NowRow, { maxItems: 4 }),
  openTasks: Type.Integer({ minimum: 0, description: 'mine, about this customer' }),
})

/** What a list shows of one customer. */
const CustomerRow = Type.Object({
  customerId: Id,
  name: Type.String({ description: 'my remark, on a colleague’s customer the owner’s, else the nickname' }),
  nickname: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: Bundle.properties.customer.properties.kind,
  corpName: Type.Optional(Type.String()),
  owner: Type.Optional(EmployeeRef),
  stage: Type.Optional(Type.Object({ name: Type.String(), kind: Stage.properties.kind })),
  /** When something last happened with them. */
  activeAt: Type.Optional(Instant),
})

/** A customer group as one of its employees sees it. */
const Group = Type.Object({
  name: Type.String({ description: 'empty while nobody has named it' }),
  members: Type.Integer({ minimum: 1, description: 'employees and others' }),
  external: Type.Integer({ minimum: 0, description: 'those from outside, customers of somebody or not' }),
  customers: Type.Array(CustomerRow, { description: 'members whom I follow or own, the last active first; nobody else' }),
})

const ContextReply = Type.Object({
  state: Type.Union([Type.Literal('customer'), Type.Literal('unknown'), Type.Literal('group'), Type.Literal('none')], {
    description: 'unknown: nobody of this name within reach; group: a group chat; none: opened outside a chat',
  }),
  me: Me,
  /** With state customer only. */
  bundle: Type.Optional(Bundle),
  /** With state group only; absent when WeCom does not show the group to the app, or I am not in it. */
  group: Type.Optional(Group),
  refreshing: Type.Optional(Type.Boolean({ description: 'true: WeCom is being asked behind this answer; asked again in a moment it may say more' })),
})

/** The entries of `ww.getContext`; anything else is sent as `normal`. */
const Entry = Type.Union([
  Type.Literal('contact_profile'),
  Type.Literal('single_chat_tools'),
  Type.Literal('group_chat_tools'),
  Type.Literal('chat_attachment'),
  Type.Literal('single_kf_tools'),
  Type.Literal('normal'),
])

const CustomerParams = Type.Object({ customerId: Id })

export const customerRoutes = {
  'POST /context': {
    summary: 'Whom the page is about, and all that its first screen shows. The only route that takes a WeCom id',
    reach: 'employee',
    effect: 'natural',
    body: Type.Object({
      entry: Entry,
      externalUserId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      chatId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    }),
    reply: ContextReply,
    errors: ['wecom_failed'],
  },
  'GET /customers': {
    summary: 'Customers within my reach, the last active first; with q those whose names, remarks or corp name hold it, or whose phone number it is',
    reach: 'employee',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 60 })),
      list: Type.Optional(
        Type.Union([Type.Literal('mine'), Type.Literal('team'), Type.Literal('all')], {
          description: 'mine (followed or owned) when absent; team: followed by a team that I lead; all: everybody within my reach',
        }),
      ),
      after: Type.Optional(Cursor),
      limit: Type.Optional(PageSize),
    }),
    reply: Type.Object({ customers: Type.Array(CustomerRow), nextCursor: Type.Optional(Cursor) }),
  },
  'GET /customers/:customerId': {
    summary: 'The bundle again, by our own id',
    reach: 'customer.read',
    params: CustomerParams,
    reply: Bundle,
  },
  'GET /customers/:customerId/chat': {
    summary: 'How WeCom names the customer to me, for the client to open our chat. Only for followers',
    reach: 'customer.write',
    params: CustomerParams,
    reply: Type.Object({ externalUserId: Type.String() }),
    errors: ['refused'],
  },
  'PATCH /customers/:customerId/relation': {
    summary: 'Changes my remark or description of the customer; written back to WeCom by a job',
    reach: 'customer.write',
    effect: 'key',
    params: CustomerParams,
    body: Type.Object(
      {
        version: Version,
        remark: Type.Optional(Type.String({ maxLength: 20 })),
        description: Type.Optional(Type.String({ maxLength: 150 })),
      },
      { minProperties: 2 },
    ),
    reply: Type.Object({ relation: Relation, jobId: Id }),
    errors: ['conflict'],
  },
  'GET /jobs/:jobId': {
    summary: 'What became of a change that WeCom has to accept; waits up to waitMs for an end. Only for the employee who made the change',
    reach: 'employee',
    params: Type.Object({ jobId: Id }),
    query: Type.Object({ waitMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })) }),
    reply: Type.Object({
      jobId: Id,
      state: Type.Union([Type.Literal('pending'), Type.Literal('done'), Type.Literal('refused')]),
      attempts: Type.Integer(),
      reason: Type.Optional(Type.Object({ code: Type.String(), params: Params })),
    }),
    errors: ['not_found'],
  },
} as const satisfies Record<string, RouteContract>
