import type { Production } from '../fixtures/production.ts'
import type { SimConversation } from '../../shared/simulator.ts'
import type { Target } from './rig/target.ts'

export const publicUrl = 'https://ours.rig.test'
/** Of the invented corp: has conversations. */
const userId = 'shen_ke'

/** The running product as a target: signed in as an employee of the simulated corp, opened beside the first customer that they talk to. */
export async function oursTarget({ origin, simulatorUrl }: Production): Promise<Target> {
  const answer = await fetch(`${simulatorUrl}/simulator/api/conversations?userId=${userId}`)
  const { conversations } = (await answer.json()) as { conversations: SimConversation[] }
  const friend = conversations.find(({ state, contact }) => state === 'friend' && contact.name)
  if (!friend) throw new Error(`${userId} talks to nobody in the simulator`)
  const { externalUserId } = friend.contact
  const relation = await fetch(`${simulatorUrl}/simulator/api/relations/${userId}/${externalUserId}`)
  const { remark } = (await relation.json()) as { remark: string }
  return {
    name: 'ours',
    host: new URL(publicUrl).host,
    path: '/sidebar/',
    milestone: remark || friend.contact.name,
    usable: '.fd-edit',
    externalUserId,
    origin,
    async login(page) {
      await page.goto(`${publicUrl}/sidebar/`)
      await page.waitForURL(`${publicUrl}/sidebar/**`)
    },
  }
}
