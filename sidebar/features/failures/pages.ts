import type { Me } from '../../head-start/outcome.ts'
import type { IconName } from '../../ui/icons.ts'
import { words } from '../../words/index.ts'
import type { PageFailure, PageKind } from './failure-on.ts'

export type Act = 'retry' | 'copy' | 'login' | 'simulator'

interface Page {
  icon: IconName
  tone: 'ac' | 'warn' | 'danger' | 'n'
  /** What can be done; the first is the primary one. */
  acts: Act[]
}

export const pages: Record<PageKind, Page> = {
  outside: { icon: 'desk', tone: 'ac', acts: ['simulator'] },
  signature: { icon: 'shieldx', tone: 'danger', acts: ['retry', 'copy'] },
  no_permission: { icon: 'lock', tone: 'warn', acts: ['copy', 'retry'] },
  not_in_range: { icon: 'lock', tone: 'warn', acts: ['copy', 'retry'] },
  session: { icon: 'retry', tone: 'n', acts: ['login'] },
  wecom: { icon: 'plug', tone: 'warn', acts: ['retry', 'copy'] },
  rate: { icon: 'clock', tone: 'warn', acts: ['retry'] },
  unsupported: { icon: 'mobile', tone: 'warn', acts: ['retry', 'copy'] },
  timeout: { icon: 'clock', tone: 'warn', acts: ['retry', 'copy'] },
  wrong_entry: { icon: 'chat', tone: 'n', acts: ['retry'] },
  bridge: { icon: 'alert', tone: 'danger', acts: ['retry', 'copy'] },
  bug: { icon: 'alert', tone: 'danger', acts: ['retry', 'copy'] },
  signed_out: { icon: 'lock', tone: 'n', acts: ['login'] },
}

/** The numbered way out. `host` is the page's domain. */
export function stepsOf(kind: PageKind, host: string): string[] {
  const { fix } = words().failures[kind]
  return typeof fix === 'function' ? fix(host) : fix
}

/** Technical words for whoever searches for them. */
export function referenceOf({ keyword, requestId }: PageFailure): string {
  return requestId ? `${keyword} · ${words().common.requestId(requestId)}` : keyword
}

/** Whose right it is that is missing; after a login that was refused only the id is known. */
export type Member = Pick<Me, 'userId'> & Partial<Pick<Me, 'name'>>

export type PageAddress = Pick<Location, 'host' | 'origin' | 'pathname'>

/** What an admin needs, as plain lines. The member is named where it is known. */
export function forAdmin(failure: PageFailure, address: PageAddress, member?: Member): string {
  const { failures } = words()
  const { title, why } = failures[failure.kind]
  return [
    title,
    why,
    ...stepsOf(failure.kind, address.host).map((step, at) => `${at + 1}. ${step}`),
    ...(member ? [failures.member(member.userId, member.name)] : []),
    failures.page(address.origin + address.pathname),
    referenceOf(failure),
  ].join('\n')
}
