import { useQueryCache } from '@pinia/colada'
import { readablePhone } from '../../../../shared/domain/phone.ts'
import { api } from '../../../api/api.ts'
import { ApiError } from '../../../api/api-error.ts'
import type { Bundle } from '../../../head-start/outcome.ts'
import { moment } from '../../../ui/format.ts'
import { showNote } from '../../../ui/undo.ts'
import { bridge } from '../../../wecom/bridge.ts'
import { words } from '../../../words/index.ts'
import { useCurrent } from '../current.ts'
import { revealed } from './revealed.ts'

/** How long a phone stays in clear. */
const SHOWN_MS = 30_000

let hiding: ReturnType<typeof setTimeout> | undefined

/** Shows one phone in clear for half a minute, or until the page leaves the screen. */
export async function reveal({ customer }: Bundle, phoneId: string): Promise<void> {
  const phone = await readPhone(customer.customerId, phoneId, 'show')
  // late: the page is out of sight, or about somebody else
  if (phone === undefined || document.hidden || useCurrent().customerId !== customer.customerId) return
  revealed.value = { phoneId, phone, text: readablePhone(phone) }
  clearTimeout(hiding)
  hiding = setTimeout(hide, SHOWN_MS)
  showNote({ tone: 'ok', text: words().phones.shown(SHOWN_MS / 1000) })
}

const hide = () => (revealed.value = undefined)
addEventListener('pagehide', hide)
document.addEventListener('visibilitychange', () => document.hidden && hide())

/** Copies a phone, which reveals it without showing it, or another identity as it stands. */
export async function copyOf(bundle: Bundle, id: string): Promise<void> {
  const identity = bundle.identities.find(({ identityId }) => identityId === id)
  if (identity && identity.type !== 'phone') return copyText(words().customer.identity[identity.type], identity.label)
  const phone = await readPhone(bundle.customer.customerId, id, 'copy')
  const label = identity?.label ?? bundle.fields?.find(({ phoneId }) => phoneId === id)?.shown ?? ''
  if (phone !== undefined) await copy(phone.replace(/^\+86/, ''), words().phones.copied(label))
}

/** Copies what stands on the screen under that name. */
export const copyText = (name: string, text: string): Promise<void> => copy(text, words().fields.copied(name))

async function copy(text: string, done: string): Promise<void> {
  try {
    await bridge.copy(text)
    showNote({ tone: 'ok', text: done })
  } catch {
    showNote({ tone: 'warn', text: words().fields.copyFailed })
  }
}

/** @returns undefined when it was refused, which is said then */
async function readPhone(customerId: string, phoneId: string, use: 'show' | 'copy'): Promise<string | undefined> {
  try {
    const { phone } = await api('POST /customers/:customerId/phones/:phoneId/reveal', { params: { customerId, phoneId }, body: { use } })
    void useQueryCache().invalidateQueries({ key: ['timeline', customerId] })
    return phone
  } catch (error) {
    showNote({ tone: 'danger', text: refusalOf(error) })
    return undefined
  }
}

function refusalOf(error: unknown): string {
  const { failed, limited } = words().phones
  if (!(error instanceof ApiError)) return failed.other
  const { perHour, retryAt } = error.details
  if (error.code === 'rate_limited' && typeof retryAt === 'string') return limited(Number(perHour), moment(retryAt))
  return failed[error.code as keyof typeof failed] ?? failed.other
}
