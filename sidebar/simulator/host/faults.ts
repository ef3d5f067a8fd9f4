import type { HostFault, HostMessage, HostSettings, Outcome } from './types.ts'

type Kind = HostFault['kind']

/** The faults of the drawer, with what they count within one page life. */
export function createFaults(settings: () => HostSettings, tell: (message: HostMessage) => void) {
  let sends = 0
  let contactReads = 0

  const find = <K extends Kind>(kind: K) => settings().faults?.find((fault): fault is Extract<HostFault, { kind: K }> => fault.kind === kind)

  /** The first reading is the page opening; each later one is its guard, and so the moment between tap and send. */
  function switchContact(name: string): void {
    if (name === 'getCurExternalContact') contactReads += 1
    const fault = find('switch_before_send')
    const now = name === 'sendChatMessage' || (name === 'getCurExternalContact' && contactReads > 1)
    if (!fault || !now) return
    const current = settings()
    current.externalUserId = fault.externalUserId
    current.faults = current.faults?.filter((other) => other !== fault)
    tell({ kebianHost: 'contact', externalUserId: fault.externalUserId })
  }

  /** Why a call that was let through fails nevertheless, as a keyword. */
  function strike(name: string): string | undefined {
    switchContact(name)
    if (find('no_permission') && (name === 'getCurExternalContact' || name === 'sendChatMessage')) return 'no permission'
    if (name !== 'sendChatMessage') return undefined
    sends += 1
    if (find('not_friend')) return 'not friend'
    return find('cancel')?.nth === sends ? 'cancel' : undefined
  }

  return {
    strike,
    isMute: () => find('never_answer') !== undefined,
    delayMs: () => find('slow')?.ms ?? 0,
    /** The nth message is counted from when the fault was set. */
    restart: () => void (sends = 0),
  }
}

/** Takes the next scripted outcome of an API, counting down those that strike a number of times. */
export function takeOutcome(outcomes: Outcome[], api: string): Outcome | undefined {
  const index = outcomes.findIndex((outcome) => outcome.api === api || outcome.api === '*')
  const outcome = outcomes[index]
  if (outcome?.times === undefined) return outcome
  outcome.times -= 1
  if (outcome.times <= 0) outcomes.splice(index, 1)
  return outcome
}
