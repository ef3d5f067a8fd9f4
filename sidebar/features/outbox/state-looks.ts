import type { IconName } from '../../ui/icons.ts'
import type { EntryState } from './entry.ts'

/** How each state is drawn: the tone of its mark and pill, the class of its words, its icon. */
export const STATE_LOOKS: Record<EntryState, { tone: 'warn' | 'accent' | 'danger'; ink: string; icon: IconName }> = {
  fresh: { tone: 'warn', ink: 'warn', icon: 'clock' },
  pending: { tone: 'warn', ink: 'warn', icon: 'clock' },
  retrying: { tone: 'accent', ink: 'ac', icon: 'sync' },
  refused: { tone: 'danger', ink: 'danger', icon: 'alert' },
}
