import { bridge, startBridge } from '../wecom/bridge.ts'
import * as shared from './ask-shared.ts'
import type { HeadStart, PageBoot } from './handle.ts'
import { failedLogin, loadContext } from './load-context.ts'
import { dress, languageOf } from './settings.ts'

/**
 * The first of the two scripts inside the HTML: asks the host whom the page is about, and the BFF for all that the first screen shows.
 * It stands so early that the question is on its way while the styles and the second script, `draw.ts`, are still coming in.
 */
const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as PageBoot
const language = languageOf(navigator)

dress(document.documentElement, language)
const asking: Pick<HeadStart, 'host' | 'asked'> = boot.failure ? { asked: Promise.resolve(failedLogin(boot.failure)) } : ask()
const kebian: HeadStart = { boot, language, ...asking, shared: { ...shared } }
window.kebian = kebian
document.addEventListener('visibilitychange', () => (kebian.cameBack = true))

function ask(): Required<Pick<HeadStart, 'host' | 'asked'>> {
  startBridge(boot)
  const host = bridge.context()
  return { host, asked: loadContext({ host }) }
}
