import { shallowRef, type ShallowRef } from 'vue'

export type Tone = 'ok' | 'warn' | 'danger'

/** Takes an act back. */
export interface Act {
  text: string
  /** Whom it is about, if anybody. */
  customerId?: string
  undo: () => void | Promise<void>
  /** The record it is about, for `withdrawUndo`. */
  recordId?: string
}

export interface Toast {
  text: string
  tone: Tone
  /** Whom it is about: it does not stand under anybody else. */
  customerId?: string
  /** Takes the act back; a toast without it only tells. */
  undo?: () => void | Promise<void>
  recordId?: string
}

/** How long a toast stays, not counting the time it is paused. */
export const TOAST_MS = 8_000

/** The one toast on screen, if any. */
export const toast: ShallowRef<Toast | null> = shallowRef(null)

/** Tells what was done and offers to take it back for 8 s, while that customer is on screen. A newer toast takes the place of an older one. */
export function showUndo(act: Act): void {
  toast.value = { ...act, tone: 'ok' }
}

/** Tells what happened, where no better place is left: a refusal after its sheet was closed. */
export function showNote(note: { tone: Tone; text: string }): void {
  toast.value = { ...note }
}

/** Puts the toast away; with it goes the chance to undo from here. */
export function dismissToast(): void {
  toast.value = null
}

/** Puts the toast away if it is about this record: what it offers was done another way. */
export function withdrawUndo(recordId: string): void {
  if (toast.value?.recordId === recordId) dismissToast()
}

/** Takes the act on screen back. False when there is nothing to undo. */
export function undoNow(): boolean {
  const undo = toast.value?.undo
  if (!undo) return false
  dismissToast()
  void undo()
  return true
}
