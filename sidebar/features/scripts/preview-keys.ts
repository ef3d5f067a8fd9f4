import { isTyping } from '../../ui/is-typing.ts'

type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'target'>

/** What a key does to the preview of a script: E edits the text, ← goes back to the row. Undefined in fields and while an input method is using the key. */
export function previewAct(key: Key): 'edit' | 'back' | undefined {
  if (key.isComposing || key.keyCode === 229 || key.altKey || key.ctrlKey || key.metaKey || key.shiftKey || isTyping(key.target)) return undefined
  if (key.key === 'ArrowLeft') return 'back'
  return key.key.toLowerCase() === 'e' ? 'edit' : undefined
}
