import type { SimConversation, SimulatorState } from '../../shared/simulator.ts'

/** How many external contacts the employees of the simulated corp follow, each counted once. */
export async function countContacts(simulatorUrl: string): Promise<number> {
  const ask = async <Answer>(path: string) => (await (await fetch(`${simulatorUrl}/simulator/api${path}`)).json()) as Answer
  const { employees } = await ask<SimulatorState>('/state')
  const lists = await Promise.all(employees.map(({ userId }) => ask<{ conversations: SimConversation[] }>(`/conversations?userId=${userId}`)))
  return new Set(lists.flatMap(({ conversations }) => conversations.map(({ contact }) => contact.externalUserId))).size
}
