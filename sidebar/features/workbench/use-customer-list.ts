import { onScopeDispose, reactive, ref, watch } from 'vue'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { usePages } from '../../ui/use-pages.ts'

export type CustomerItem = RouteReply<'GET /customers'>['customers'][number]
export type Whose = NonNullable<RouteInput<'GET /customers'>['query']['list']>

const DEBOUNCE_MS = 150
const PAGE = 50
/** Characters; nobody has a longer name. */
const LONGEST = 60

/** What the list shows and how far it was scrolled: who comes back from a customer finds it as they left it. */
const kept = reactive({ text: '', q: '', whose: 'mine' as Whose, scrollTop: 0, index: -1 })

/** The customers for what stands in the box, of the chosen part; answers are kept under their question, so a late one never shows. */
export function useCustomerList() {
  const typing = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => kept.text,
    (text) => {
      clearTimeout(timer)
      const q = Array.from(text.trim()).slice(0, LONGEST).join('')
      typing.value = q !== kept.q
      timer = setTimeout(() => ((kept.q = q), (typing.value = false)), q === '' ? 0 : DEBOUNCE_MS)
    },
  )
  onScopeDispose(() => clearTimeout(timer))

  const pages = usePages<CustomerItem, { items: CustomerItem[]; nextCursor?: string }>(
    () => {
      const { q, whose } = kept
      return {
        key: ['customers', whose, q],
        load: async (after) => {
          const { customers, nextCursor } = await api('GET /customers', { query: { q: q || undefined, list: whose, after, limit: PAGE } })
          return { items: customers, nextCursor }
        },
      }
    },
    ({ customerId }) => customerId,
  )
  return { kept, typing, ...pages }
}
