import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { BrowserContext } from '@playwright/test'

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'))
const prefix = '/__shots/'

/** Loaded in every frame, as soon as there is a head to put it in. */
const loader = `
addEventListener('DOMContentLoaded', () => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = '${prefix}index.css'
  document.head.append(link)
})`

/**
 * Gives the pages of a context a Chinese font, for machines that have none. It goes by the name that our stylesheets ask for, and comes from the page's own
 * origin, because the Content-Security-Policy of the product stands.
 */
export async function withChineseFont(context: BrowserContext, origin: string): Promise<void> {
  const styles = readFileSync(join(folder, 'index.css'), 'utf8').replaceAll('Noto Sans SC Variable', 'PingFang SC')
  await context.route(`${origin}${prefix}**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(prefix.length)
    if (path === 'index.css') return route.fulfill({ contentType: 'text/css', body: styles })
    return route.fulfill({ contentType: 'font/woff2', path: join(folder, path) })
  })
  await context.addInitScript({ content: loader })
}
