import { createHash, timingSafeEqual } from 'node:crypto'
import type { VerifySignature } from '../../../shared/simulator.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

const skewSeconds = 300
const refused = (keyword: string) => ({ ok: false as const, keyword })

/**
 * What the client does with the signature of agentConfig or config: recompute it over the page's own address with the ticket of that kind.
 * Times are compared with the machine's clock, because the time a test adds never reaches the one who signs. Page 96909.
 */
export function checkSignature(check: VerifySignature, services: { world: World; vault: Vault; trusts: (host: string) => boolean }) {
  const { world, vault, trusts } = services
  const { kind, corpId, agentId, timestamp, nonceStr, signature, url, userId } = check
  if (!URL.canParse(url) || !trusts(new URL(url).host)) return refused('invalid url domain')
  if (corpId !== world.corp.corpId) return refused('invalid signature')
  if (kind === 'agent_config' && agentId !== world.corp.agentId) return refused('invalid signature')

  const skew = Math.abs(Number(timestamp) - world.clock.machine().getTime() / 1000)
  const ticket = vault.ticketForCheck(kind)
  if (!/^\d+$/.test(timestamp) || skew > skewSeconds || !nonceStr || !ticket) return refused('invalid signature')
  const expected = createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url.split('#')[0]}`)
    .digest()
  const given = /^[0-9a-f]{40}$/.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(expected.length)
  if (!timingSafeEqual(expected, given)) return refused('invalid signature')

  if (kind === 'corp') return { ok: true as const }
  const employee = world.employee(userId)
  if (!employee?.visible) return refused('user not in allow list')
  return employee.contactsCustomers && world.corp.appMayContactCustomers ? { ok: true as const } : refused('no permission')
}
