import { getContext, getCurExternalContact, register } from '@wecom/jssdk'

export interface Profile {
  name: string
  corp: string
  avatar: string
  tags: string[]
  fields: { label: string; value: string }[]
  timeline: { id: number; title: string; at: string }[]
  scripts: { id: number; text: string }[]
}

interface Signature {
  timestamp: string
  nonceStr: string
  signature: string
}

/** What the page itself put on the window. */
export const floor = window as unknown as { floorConfig: { corpId: string; agentId: string; signature?: Signature }; floorProfile?: Promise<Profile> }

/** The current customer's profile: from the inline script where there is one, otherwise by way of the SDK. */
export async function loadProfile(): Promise<Profile> {
  if (floor.floorProfile) return floor.floorProfile
  const { corpId, agentId, signature } = floor.floorConfig
  register({
    corpId,
    agentId,
    jsApiList: ['getContext', 'getCurExternalContact', 'sendChatMessage'],
    getAgentConfigSignature: async (url) => signature ?? (await askFor<Signature>(`/api/signature?url=${encodeURIComponent(url)}`)),
  })
  const { entry } = await getContext()
  const { userId } = await getCurExternalContact()
  return askFor<Profile>(`/api/profile?id=${encodeURIComponent(userId)}&entry=${entry}`)
}

async function askFor<Reply>(path: string): Promise<Reply> {
  const answer = await fetch(path)
  return (await answer.json()) as Reply
}
