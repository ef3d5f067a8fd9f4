import { WecomError, type WecomErrorKind } from '../../wecom/errors.ts'
import { listed, type Bedside, type Check, type Verdict } from './check.ts'

/** Signatures and login codes live for minutes. */
const CLOCK_MAY_DIFFER_MS = 30_000
/** After such a failure nobody knows whether the address is trusted; any other was given to a caller who is. */
const UNSURE = new Set<WecomErrorKind>(['network', 'rate_limited', 'retry_later', 'token'])
/** Departments that are asked for their members; enough to say that somebody is there. */
const DEPARTMENTS_AT_MOST = 50
const RANGE_FIX = 'admin console → 应用管理 → 自建 → this app → 可见范围: add the members or departments that are to use Kebian.'

/** The corp, the app and the way to WeCom. */
export const appChecks: Check[] = [
  {
    id: 'clock',
    name: 'clock',
    async run({ config, visit, now }): Promise<Verdict> {
      const asked = now().getTime()
      // without a token WeCom refuses the call, which is all that is needed
      const { headers } = await visit(`${config.wecom.apiBase}/cgi-bin/get_api_domain_ip`)
      const theirs = Date.parse(headers.get('date') ?? '')
      if (Number.isNaN(theirs)) return { notChecked: 'WeCom can be reached and does not tell the time' }
      const seconds = Math.round(((asked + now().getTime()) / 2 - theirs) / 1000)
      if (Math.abs(seconds) * 1000 <= CLOCK_MAY_DIFFER_MS) return { passed: `WeCom can be reached, and the clocks differ by ${Math.abs(seconds)} s` }
      return {
        failed: `this server's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} WeCom's`,
        cause: 'signatures and login codes with such a time are refused.',
        fix: 'set the clock by NTP: timedatectl set-ntp true.',
      }
    },
  },
  {
    id: 'secret',
    name: 'corp id and secret',
    after: ['clock'],
    async run({ config, app }): Promise<Verdict> {
      await beyond(app, ['gettoken'])
      return { passed: `WeCom gives a token for ${config.wecom.corpId}` }
    },
  },
  {
    id: 'trusted_ip',
    name: 'trusted IP',
    after: ['secret'],
    async run({ app }): Promise<Verdict> {
      await app().catch((error: unknown) => {
        if (!(error instanceof WecomError) || error.hint === 'ip_not_trusted' || UNSURE.has(error.kind)) throw error
      })
      return { passed: 'WeCom takes calls from this server' }
    },
  },
  {
    id: 'agent',
    name: 'agent id',
    after: ['trusted_ip'],
    async run({ app }): Promise<Verdict> {
      const { agentId, name, disabled } = await app()
      if (!disabled) return { passed: `${agentId} is ${name}` }
      return { failed: `${agentId} (${name}) is disabled`, cause: 'somebody switched the app off.', fix: 'admin console → 应用管理 → 自建 → this app: 启用.' }
    },
  },
  {
    id: 'visible_range',
    name: 'visible range',
    after: ['agent'],
    async run(bedside): Promise<Verdict> {
      const { userIds, departmentIds, tagIds } = await bedside.app()
      if (userIds.length + departmentIds.length + tagIds.length === 0)
        return { failed: 'nobody is in it', cause: 'no member and no department was chosen.', fix: RANGE_FIX }
      const members = await membersOf(bedside)
      if (members.length > 0) return { passed: `${members.length} members: ${listed(members)}` }
      return { failed: 'no member is in it', cause: 'the chosen departments or tags have no members.', fix: RANGE_FIX }
    },
  },
]

/** Waits for the question, and for nothing that was refused after the calls that matter here. */
async function beyond(ask: () => Promise<unknown>, apis: string[]): Promise<void> {
  await ask().catch((error: unknown) => {
    if (!(error instanceof WecomError) || apis.includes(error.api) || error.kind === 'network') throw error
  })
}

async function membersOf({ wecom, app }: Bedside): Promise<string[]> {
  const { userIds } = await app()
  const departments = (await wecom.departments()).slice(0, DEPARTMENTS_AT_MOST)
  const found = new Set(userIds)
  for (const { departmentId } of departments) for (const { userId } of await wecom.departmentMembers(departmentId)) found.add(userId)
  return [...found].sort()
}
