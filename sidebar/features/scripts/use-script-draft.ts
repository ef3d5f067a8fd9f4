import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { fillScript, findVariables, type FilledScript } from '../../../shared/domain/fill-script.ts'

export interface ScriptDraft {
  /** What the employee typed for variables that are not known. */
  given: Ref<Record<string, string>>
  filled: ComputedRef<FilledScript>
  /** Variables that have a field: those that nothing is known about. They stay while they are being filled. */
  asked: ComputedRef<string[]>
  editing: Ref<boolean>
  /** The whole text while it is being edited. */
  text: Ref<string>
  /** May be sent: it says something and no variable is open. */
  complete: ComputedRef<boolean>
  /** What will be sent where it says something else than the script with its variables filled in. */
  rewritten: ComputedRef<string | undefined>
  /** Forgets all that was typed. */
  reset(): void
}

/**
 * A script on its way to one customer. Edited text takes the place of the script, with its open variables still open; `owner` changing (another script or
 * customer) forgets everything, so that words for one customer cannot reach another.
 */
export function useScriptDraft(source: () => string, known: () => Record<string, string>, owner: () => string): ScriptDraft {
  const given = ref<Record<string, string>>({})
  const edited = ref<string>()
  const editing = ref(false)
  const template = computed(() => edited.value ?? source())
  const filled = computed(() => fillScript(template.value, known(), given.value))
  const unchanged = computed(() => fillScript(source(), known(), given.value).text)
  const asked = computed(() => findVariables(template.value).filter((name) => fillScript(`{${name}}`, known()).missing.length > 0))

  function reset(): void {
    given.value = {}
    edited.value = undefined
    editing.value = false
  }
  watch(owner, reset, { flush: 'sync' })

  return {
    given,
    filled,
    asked,
    editing,
    text: computed({ get: () => edited.value ?? filled.value.text, set: (text) => (edited.value = text) }),
    complete: computed(() => filled.value.text.trim() !== '' && filled.value.missing.length === 0),
    rewritten: computed(() => (filled.value.text === unchanged.value ? undefined : filled.value.text)),
    reset,
  }
}
