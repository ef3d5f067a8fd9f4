import { useQueryCache } from '@pinia/colada'
import type { ComputedRef } from 'vue'
import { findVariables, MESSAGE_LIMIT, type FilledScript } from '../../../shared/domain/fill-script.ts'
import { useSend } from '../sending/index.ts'
import { openScript } from './open-script.ts'
import { countUse, type Script } from './use-script-list.ts'

/** Whether one tap sends it: nothing is missing, it says something, and it has no further messages that the preview would have to tell of. */
export function sendsAtOnce({ messages }: Script, { missing, text }: FilledScript): boolean {
  return missing.length === 0 && text.trim() !== '' && messages.length === 1
}

/** A longer text is sent whole and recorded cut. */
function cut(text: string): string {
  const characters = Array.from(text)
  return characters.length > MESSAGE_LIMIT ? `${characters.slice(0, MESSAGE_LIMIT - 1).join('')}…` : text
}

/**
 * Sends the text of a script as it stands. Resolves to whether it was handed over; a text with a variable in it is never sent. What it was
 * `rewritten` to, if it was, is kept with the record, as the script alone does not tell it.
 */
export function useScriptSending(): {
  canSend: ComputedRef<boolean>
  outside: ComputedRef<boolean>
  name: ComputedRef<string>
  sendText: (scriptId: string, text: string, rewritten?: string) => Promise<boolean>
} {
  const { canSend, outside, name, send } = useSend()
  const cache = useQueryCache()

  async function sendText(scriptId: string, text: string, rewritten?: string): Promise<boolean> {
    if (text.trim() === '' || findVariables(text).length > 0) return false
    const subject = { scriptId, ...(rewritten && { text: cut(rewritten) }) }
    const end = await send({ subject, prepare: async () => ({ kind: 'text', text }), show: () => openScript(scriptId) })
    if (end?.at === 'handed_over') countUse(cache, scriptId)
    return end?.at === 'handed_over'
  }
  return { canSend, outside, name, sendText }
}
