import type { Language } from '../words/first-screen.ts'
import type { Layout } from './view/view.ts'

/** The client's language: what WeCom says in its user agent, else the browser's. Chinese unless another language is named. */
export function languageOf({ userAgent, language }: Pick<Navigator, 'userAgent' | 'language'>): Language {
  const named = /\bLanguage\/([\w-]+)/.exec(userAgent)?.[1] ?? language
  return /^zh/i.test(named) ? 'zh-CN' : 'en'
}

/** Light or dark: what WeCom says in its user agent, else the system's. */
export function themeOf(userAgent: string, systemDark: boolean): 'light' | 'dark' {
  const named = /\bColorScheme\/(Light|Dark)/i.exec(userAgent)?.[1]
  return (named ? named.toLowerCase() === 'dark' : systemDark) ? 'dark' : 'light'
}

export function layoutOf(width: number): Layout {
  if (width < 768) return 'one'
  return width < 1024 ? 'two' : 'three'
}

/** Puts theme, language and title on the document. The theme follows the system where WeCom does not name one. */
export function dress(root: HTMLElement, language: Language): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => root.setAttribute('data-theme', themeOf(navigator.userAgent, dark.matches))
  apply()
  dark.addEventListener('change', apply)
  root.lang = language
  document.title = language === 'en' ? 'Kebian' : '客边'
}
