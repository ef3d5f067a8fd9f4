/** How long after a control was replaced a tap at its place is taken for the second half of a double tap, in milliseconds. */
const SETTLE_MS = 350
/** How far apart two taps of one finger fall, in CSS pixels. */
const NEAR = 32

interface Place {
  x: number
  y: number
}

let last: Place = { x: 0, y: 0 }
let replaced: Place = last
let until = 0

/**
 * Says that the tap just made puts another control under the finger: a second tap at that place would press what nobody has seen yet, and is swallowed for
 * 350 ms. Keys and taps elsewhere are not.
 */
export function controlsReplaced(): void {
  replaced = last
  until = performance.now() + SETTLE_MS
}

addEventListener(
  'click',
  (event) => {
    const byPointer = event.detail > 0
    if (byPointer && performance.now() < until && Math.hypot(event.clientX - replaced.x, event.clientY - replaced.y) < NEAR) {
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if (byPointer) last = { x: event.clientX, y: event.clientY }
  },
  true,
)
