import { computed, onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue'
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

/** The box and the rows as they stand on the page. */
interface Places {
  holds: (target: EventTarget | null) => boolean
  caretAtEnd: () => boolean
  /** Which row holds it, -1 for none. */
  rowOf: (target: EventTarget | null) => number
  /** Brings a row into view. */
  reveal: (index: number) => Promise<HTMLElement | null>
}

type Place = 'box' | 'open' | 'send'

interface ScriptKeys {
  /** The row that the keyboard is on, -1 for none. With the focus on a row it is that row. */
  chosen: Ref<number>
  active: ComputedRef<boolean>
  /** Where the focus is: in the box, on the text of a row or on its send button. */
  place: Ref<Place | undefined>
  on: { keydown(event: KeyboardEvent): void; focusin(event: FocusEvent): void; focusout(): void }
}

/** Which row the keyboard is on: the first as soon as something was searched for, none before; the focused one wherever the focus is on a row. */
export function useScriptKeys(results: Results, acts: Acts, places: Places): ScriptKeys {
  const chosen = ref(-1)
  const place = ref<Place>()
  /** The last thing done on the page was a press of the mouse or a finger: the focus it moves, or a sheet it closes gives back, chooses nothing. */
  let pressed = false

  const restart = (): void => void (chosen.value = results.boxEmpty() ? -1 : 0)
  watch([results.question, () => results.rows() > 0], restart)

  const notice = ({ type }: Event): void => void (pressed = type === 'mousedown')
  const doings = ['mousedown', 'keydown']
  onMounted(() => doings.forEach((doing) => document.addEventListener(doing, notice, true)))
  onBeforeUnmount(() => doings.forEach((doing) => document.removeEventListener(doing, notice, true)))

  const cellOf = (target: EventTarget | null): Place => ((target as Element).classList.contains('send') ? 'send' : 'open')

  function focusin({ target }: FocusEvent): void {
    const row = places.rowOf(target)
    place.value = places.holds(target) ? 'box' : row < 0 ? undefined : cellOf(target)
    if (row >= 0) chosen.value = pressed ? -1 : row
    else if (place.value === 'box' && chosen.value < 0) restart()
  }

  function keydown(event: KeyboardEvent): void {
    const [inBox, row] = [places.holds(event.target), places.rowOf(event.target)]
    if (!inBox && row < 0) return
    const list: ListState = {
      inBox,
      boxEmpty: results.boxEmpty(),
      caretAtEnd: places.caretAtEnd(),
      rows: results.fresh() ? results.rows() : 0,
      chosen: inBox ? chosen.value : row,
    }
    const act = listAct(event, list)
    if (!act) return
    event.preventDefault()
    if (act.act === 'choose') void choose(act.index, inBox ? undefined : cellOf(event.target))
    else if (act.act === 'use') acts.use(act.index)
    else if (act.act === 'preview') acts.preview(act.index)
    else if (act.act !== 'nothing') acts[act.act]()
  }

  /** The focus goes along when it was on a row, and stays in the box when it was there. */
  async function choose(index: number, cell?: Place): Promise<void> {
    chosen.value = index
    const row = await places.reveal(index)
    if (cell) row?.querySelector<HTMLElement>(`.${cell}`)?.focus({ preventScroll: true })
  }

  return {
    chosen,
    active: computed(() => chosen.value >= 0 && chosen.value < results.rows()),
    place,
    on: { keydown, focusin, focusout: () => (place.value = undefined) },
  }
}
