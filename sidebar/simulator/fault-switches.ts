import type { ApiFault } from '../../shared/simulator.ts'
import type { HostFault } from './host/types.ts'
import { words } from './words.ts'

interface Option {
  value: string
  label: string
}

/** One row of the drawer: a switch, and the values it can take. */
export interface FaultSwitch {
  id: keyof typeof words.fault
  options?: Option[]
  /** What it means over the bridge. */
  host?: (value: string) => HostFault
  /** What it means for WeCom's server. */
  api?: (value: string) => ApiFault
  /** Takes hold only when the page is loaded again. */
  reloads?: true
}

const seconds = [1, 3, 10].map((count) => ({ value: String(count * 1000), label: words.seconds(count) }))
const code = (value: number) => ({ value: String(value), label: `errcode ${value}` })

export const bridgeSwitches: FaultSwitch[] = [
  {
    id: 'cancel',
    options: [1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: words.nth(count) })),
    host: (value) => ({ kind: 'cancel', nth: Number(value) }),
  },
  {
    id: 'signature',
    options: [
      { value: 'clock', label: words.clock },
      { value: 'url', label: words.domain },
    ],
    host: (value) => ({ kind: 'refuse_signature', why: value === 'url' ? 'url' : 'clock' }),
    reloads: true,
  },
  { id: 'permission', host: () => ({ kind: 'no_permission' }) },
  { id: 'mute', host: () => ({ kind: 'never_answer' }) },
  { id: 'slowBridge', options: seconds, host: (value) => ({ kind: 'slow', ms: Number(value) }) },
  { id: 'switch', options: [], host: (value) => ({ kind: 'switch_before_send', externalUserId: value }) },
  { id: 'notFriend', host: () => ({ kind: 'not_friend' }) },
  { id: 'keep' },
]

export const apiSwitches: FaultSwitch[] = [
  { id: 'slowApi', options: seconds, api: (value) => ({ call: '*', effect: 'slow', value: Number(value) }) },
  { id: 'tag', options: [40068, 84061, 45035].map(code), api: (value) => ({ call: 'externalcontact/mark_tag', effect: 'errcode', value: Number(value) }) },
  {
    id: 'contact',
    options: [
      { value: 'garbage', label: words.garbage },
      { value: 'slow', label: words.seconds(5) },
    ],
    api: (value) => (value === 'slow' ? { call: 'externalcontact/get', effect: 'slow', value: 5000 } : { call: 'externalcontact/get', effect: 'garbage' }),
  },
  { id: 'upload', options: [code(-1)], api: () => ({ call: 'media/upload', effect: 'errcode', value: -1 }) },
  { id: 'cut', api: () => ({ call: '*', effect: 'cut' }) },
]
