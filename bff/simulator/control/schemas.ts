const string = (maxLength: number) => ({ type: 'string', maxLength })
const closed = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
})

const link = closed({ url: string(2048), title: string(256), description: string(1024), imageUrl: string(2048) })

const content = {
  viaSidebar: { type: 'boolean' },
  msgtype: { enum: ['text', 'image', 'news', 'file', 'video', 'miniprogram'] },
  text: string(10_000),
  mediaId: string(512),
  imageDataUrl: string(3_000_000),
  link,
}

/** Bodies and queries of the control API, as shared/simulator.ts describes them. */
export const schemas = {
  become: closed({ userId: string(64) }),
  pair: closed({ userId: string(64), externalUserId: string(64) }),
  newMessage: closed({ userId: string(64), externalUserId: string(64), from: { enum: ['employee', 'customer'] }, ...content }, [
    'userId',
    'externalUserId',
    'from',
    'msgtype',
  ]),
  member: closed({ userId: string(64) }),
  newGroupMessage: closed({ senderId: string(64), ...content }, ['senderId', 'msgtype']),
  newRelation: closed({ userId: string(64), externalUserId: string(64), name: string(64), way: { enum: ['code', 'search', 'card'] }, state: string(30) }, [
    'userId',
    'way',
  ]),
  endOfRelation: closed({ userId: string(64), externalUserId: string(64), by: { enum: ['customer', 'employee'] } }),
  limits: closed({ mode: { enum: ['off', 'official', 'tight'] } }),
  verifySignature: closed({
    kind: { enum: ['agent_config', 'corp'] },
    corpId: string(64),
    agentId: string(64),
    timestamp: string(32),
    nonceStr: string(128),
    signature: string(128),
    url: string(4096),
    userId: string(64),
  }),
  faults: closed({
    faults: {
      type: 'array',
      maxItems: 100,
      items: closed(
        {
          call: string(100),
          effect: { enum: ['slow', 'errcode', 'garbage', 'cut'] },
          value: { type: 'integer', minimum: -1, maximum: 10_000_000 },
          times: { type: 'integer', minimum: 1, maximum: 10_000 },
        },
        ['call', 'effect'],
      ),
    },
  }),
  after: { type: 'object', properties: { after: { type: 'integer', minimum: 0, default: 0 } } },
  clock: closed({ advanceSeconds: { type: 'number', minimum: 0, maximum: 400 * 24 * 3600 } }),
  invalidate: closed({ what: { enum: ['access_token', 'ticket'] } }),
}
