import { BridgeError } from './bridge-error.ts'

/** Copies without the host, for pages that it refused: the browser's clipboard, else a hidden field. @throws BridgeError */
export async function copyInPage(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'sr'
    document.body.append(field)
    field.select()
    const copied = document.execCommand('copy')
    field.remove()
    if (!copied) throw new BridgeError('unknown', 'the clipboard is closed')
  }
}
