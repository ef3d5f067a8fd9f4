import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../fixtures/browser.ts'
import { startDemo } from '../fixtures/demo.ts'
import { screens, type Screen } from './screens.ts'
import { setTheScene, sizes, themes, type Size, type Theme } from './stage.ts'

// `npm run shots -- [DIR] [--only NAME…]`: a picture of every screen and state, light and dark, at every size.
const { values, positionals } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } }, allowPositionals: true })
const folder = resolve(positionals[0] ?? '.cache/shots')
const wanted = screens.filter(({ name }) => values.only.length === 0 || values.only.includes(name))
mkdirSync(folder, { recursive: true })

const demo = await startDemo()
const browser = await launchBrowser()
const failures: string[] = []
try {
  for (const screen of wanted) {
    for (const size of screen.size ? [screen.size] : sizes) for (const theme of themes) await picture(screen, size, theme)
    console.log(screen.name)
  }
} finally {
  await browser.close()
  await demo.stop()
}
for (const failure of failures) console.error(failure)
console.log(`Pictures in ${folder}: ${wanted.length} screens, ${failures.length} failed`)
process.exitCode = failures.length > 0 ? 1 : 0

async function picture(screen: Screen, size: Size, theme: Theme) {
  const name = `${screen.name}-${size.width}x${size.height}-${theme}`
  try {
    const { page, context } = await setTheScene(browser, demo.origin, screen, size, theme)
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
    await context.close()
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
}
