import type { TabId } from '../../tab-id.ts'

/** What a key of the page does, wherever the focus is. */
export type KeyAct = { act: 'search' | 'note' | 'stage' | 'tags' | 'undo' | 'help' | 'lead' } | { act: 'go'; tab: TabId }

export interface KeyState {
  /** The focus is where the key would write. */
  typing: boolean
  /** Single letters are switched on. */
  letters: boolean
  /** The key before was G, a moment ago. */
  led: boolean
}

type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat'>

const LETTERS: Record<string, KeyAct> = {
  n: { act: 'note' },
  s: { act: 'stage' },
  t: { act: 'tags' },
  z: { act: 'undo' },
  g: { act: 'lead' },
}
const TABS: Record<string, TabId> = { c: 'customer', s: 'scripts', m: 'materials', o: 'orders', f: 'follow' }

/**
 * Reads a key press: / and Ctrl or ⌘ with K search, N a note, S the stage, T the tags, Z undo, G then C S M O F a tab, ? the list of all. Single characters only where
 * they would not be written; a key that an input method is using, and one held down, is never ours.
 */
export function keyAct({ key, isComposing, keyCode, altKey, ctrlKey, metaKey, repeat }: Key, { typing, letters, led }: KeyState): KeyAct | undefined {
  if (isComposing || keyCode === 229 || repeat || altKey) return undefined
  const letter = key.toLowerCase()
  if (ctrlKey || metaKey) return letter === 'k' ? { act: 'search' } : undefined
  if (typing) return undefined
  if (key === '/') return { act: 'search' }
  if (key === '?') return { act: 'help' }
  if (!letters) return undefined
  const tab = led ? TABS[letter] : undefined
  return tab ? { act: 'go', tab } : LETTERS[letter]
}
