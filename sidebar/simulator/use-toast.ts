import { ref } from 'vue'

/** One line at the foot of the window that goes away by itself. */
export function useToast() {
  const text = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  function say(line: string): void {
    clearTimeout(timer)
    text.value = line
    timer = setTimeout(() => (text.value = ''), 4000)
  }
  return { text, say }
}
