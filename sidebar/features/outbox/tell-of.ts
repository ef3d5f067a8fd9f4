import { showNote, type Tone } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { useCurrent } from '../customer/index.ts'
import type { Entry } from './entry.ts'

/** Tells what became of a write: under anybody else with the name of whom it is about, and there only what went wrong. */
export function tellOf({ customerId, name }: Pick<Entry, 'customerId' | 'name'>, { tone, text }: { tone: Tone; text: string }): void {
  if (useCurrent().customerId === customerId) showNote({ tone, text })
  else if (tone !== 'ok') showNote({ tone, text: words().outbox.of(name, text) })
}
