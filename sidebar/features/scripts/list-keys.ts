/** What a key does to a list of results. `index` is 0-based. */
export type ListAct = { act: 'choose' | 'use' | 'preview'; index: number } | { act: 'clear' | 'leave' | 'nothing' }

export interface ListState {
  /** Focus is in the search box, not on a row. */
  inBox: boolean
  boxEmpty: boolean
  /** Nothing stands behind the caret. */
  caretAtEnd: boolean
  rows: number
  /** -1: none. */
  chosen: number
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'isComposing' | 'keyCode' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>

/**
 * Reads a key press as an act on the list, or undefined when it is not ours: ↑ ↓ choose and wrap, Home and End choose while the box is empty, Enter uses
 * the chosen row, → at the end of the text previews it, 1-9 use the nth while nothing is typed (with Alt always), Esc clears, then leaves.
 * A key held down uses and previews once: then it does nothing, nor does it write. A key that an input method is using is never ours.
 */
export function listAct(key: Key, list: ListState): ListAct | undefined {
  const act = firstAct(key, list)
  return key.repeat && (act?.act === 'use' || act?.act === 'preview') ? { act: 'nothing' } : act
}

function firstAct(key: Key, list: ListState): ListAct | undefined {
  if (key.isComposing || key.keyCode === 229 || key.ctrlKey || key.metaKey) return undefined
  const nth = digitOf(key)
  if (nth !== undefined && (key.altKey || list.boxEmpty || !list.inBox)) return nth < list.rows ? { act: 'use', index: nth } : undefined
  if (key.altKey || key.shiftKey) return undefined
  const last = list.rows - 1
  switch (key.key) {
    case 'ArrowDown':
      return at('choose', list.chosen >= last ? 0 : list.chosen + 1, list)
    case 'ArrowUp':
      return at('choose', list.chosen <= 0 ? last : list.chosen - 1, list)
    case 'Home':
      return list.boxEmpty || !list.inBox ? at('choose', 0, list) : undefined
    case 'End':
      return list.boxEmpty || !list.inBox ? at('choose', last, list) : undefined
    case 'ArrowRight':
      return list.caretAtEnd || !list.inBox ? at('preview', list.chosen, list) : undefined
    case 'Enter':
      return list.inBox ? at('use', list.chosen, list) : undefined
    case 'Escape':
      return list.inBox ? { act: list.boxEmpty ? 'leave' : 'clear' } : undefined
    default:
      return undefined
  }
}

const at = (act: 'choose' | 'use' | 'preview', index: number, { rows }: ListState): ListAct | undefined =>
  index >= 0 && index < rows ? { act, index } : undefined

/** By place on the keyboard, because Alt makes other characters of the digits on a Mac. */
function digitOf({ key, code, altKey, shiftKey }: Key): number | undefined {
  const digit = altKey ? /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] : shiftKey ? undefined : /^[1-9]$/.exec(key)?.[0]
  return digit === undefined ? undefined : Number(digit) - 1
}
