import { WecomError } from '../../wecom/errors.ts'
import { listed, type Check, type Verdict } from './check.ts'

/** So many members are asked for a customer that can be read. */
const MEMBERS_ASKED = 5

/** Whether customers can be read. */
export const contactChecks: Check[] = [
  {
    id: 'customer_contact',
    name: 'customer contact',
    after: ['agent'],
    async run({ followUserIds }): Promise<Verdict> {
      const members = await followUserIds()
      if (members.length > 0) return { passed: `${members.length} members of the range may contact customers: ${listed(members)}` }
      return {
        failed: 'no member of the range may contact customers',
        cause: "WeCom counts the contacts of such members as nobody's customers.",
        fix: 'admin console → 客户联系 → 使用范围: add the members that are to use Kebian.',
      }
    },
  },
  {
    id: 'customer_read',
    name: 'customer',
    after: ['customer_contact'],
    async run({ wecom, followUserIds }): Promise<Verdict> {
      for (const userId of (await followUserIds()).slice(0, MEMBERS_ASKED)) {
        const [externalUserId] = await wecom.customerIds(userId).catch(noneOfTheirs)
        if (!externalUserId) continue
        await wecom.externalContact(externalUserId)
        return { passed: `a customer of ${userId} can be read` }
      }
      return { notChecked: 'none of these members has a customer: let one add a customer in WeCom, and run it again' }
    },
  },
]

/** What WeCom says of a member who has no customer at all. */
function noneOfTheirs(error: unknown): string[] {
  if (error instanceof WecomError && error.hint === 'no_relation') return []
  throw error
}
