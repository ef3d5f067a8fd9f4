import type { Language } from './first-screen.ts'
import zh from './zh-CN.ts'

export type Words = typeof zh

let loaded: Words = zh

/** The words of the language in use, such as `words().common.close`. */
export function words(): Words {
  return loaded
}

/** Makes a language the one in use; English is fetched on first need. */
export async function loadWords(language: Language): Promise<void> {
  loaded = language === 'en' ? (await import('./en.ts')).default : zh
}
