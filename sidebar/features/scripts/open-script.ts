import { shallowRef, type ShallowRef } from 'vue'

/** The script whose preview was asked for from elsewhere, such as the next step of a stage. */
export const askedScript: ShallowRef<string | undefined> = shallowRef()

/** Opens the preview of a script over whatever is on screen. */
export function openScript(scriptId: string): void {
  askedScript.value = scriptId
}

/** Puts that preview away. */
export function closeScript(): void {
  askedScript.value = undefined
}
