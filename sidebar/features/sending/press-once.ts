/**
 * For `keydown` in the capture phase around anything that sends: a browser presses the focused button again and again while Enter is held down, and submits
 * a form as often. Only the first press counts. Line breaks in a text area still repeat.
 */
export function pressOnce(event: KeyboardEvent): void {
  if (!event.repeat || event.key !== 'Enter') return
  if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  event.stopPropagation()
}
