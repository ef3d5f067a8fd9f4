import type { HostSettings } from './types.ts'

/** Where the window around the page leaves its settings: they must be there before the SDK is evaluated. */
export const settingsKey = 'kebian.simulator'

/** The settings of this page, or nothing when it was not opened inside the simulated client: then it stays a plain browser. */
export function readSettings(): HostSettings | undefined {
  if (window.__kebianHostSettings) return window.__kebianHostSettings
  try {
    const text = sessionStorage.getItem(settingsKey)
    return text ? (JSON.parse(text) as HostSettings) : undefined
  } catch {
    return undefined
  }
}
