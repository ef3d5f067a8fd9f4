/** What `RowWindow.vue` offers beside its rows. */
export interface RowWindowHandle {
  /** The place in the list of the row that holds `target`, -1 for none. */
  indexOf: (target: EventTarget | null) => number
  /** Brings a row into view, wherever it is. */
  reveal: (index: number) => Promise<HTMLElement | null>
}
