import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { listAct, type ListState } from './list-keys.ts'

interface Acts {
  /** Send it, or open it where it cannot be sent. */
  use(index: number): void
  preview(index: number): void
  clear(): void
  leave(): void
}

interface Results {
  rows: () => number
  /** Changes whenever other rows stand there. */
  question: () => string
  /** The rows are the answer to what stands in the box; otherwise no key acts on them. */
  fresh: () => boolean
  boxEmpty: () => boolean
}

type Box = Pick<ListState, 'inBox' | 'caretAtEnd'>

/** Which row the keyboard is on: the first as soon as something was searched for, none before. */
export function useScriptKeys(
  results: Results,
  acts: Acts,
): { chosen: Ref<number>; active: ComputedRef<boolean>; onKey: (event: KeyboardEvent, box: Box) => void } {
  const chosen = ref(-1)
  watch([results.question, () => results.rows() > 0], () => (chosen.value = results.boxEmpty() ? -1 : 0))

  function onKey(event: KeyboardEvent, box: Box): void {
    const act = listAct(event, { ...box, boxEmpty: results.boxEmpty(), rows: results.fresh() ? results.rows() : 0, chosen: chosen.value })
    if (!act) return
    event.preventDefault()
    if (act.act === 'choose') chosen.value = act.index
    else if (act.act === 'use') acts.use(act.index)
    else if (act.act === 'preview') acts.preview(act.index)
    else acts[act.act]()
  }
  return { chosen, active: computed(() => chosen.value >= 0 && chosen.value < results.rows()), onKey }
}
