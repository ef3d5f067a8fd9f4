import type { Static } from 'typebox'
import type { Boot } from '../../shared/contracts/session.ts'
import type { HostContext } from '../wecom/bridge-types.ts'
import type { Language } from '../words/first-screen.ts'
import type { Outcome } from './outcome.ts'

export type PageBoot = Static<typeof Boot>

/** What the head start leaves for the main bundle, as `window.kebian`. */
export interface HeadStart {
  boot: PageBoot
  language: Language
  /** Whom the page is about; not asked after a login that did not work. */
  host?: Promise<HostContext>
  /** The answer to the one request. */
  asked: Promise<Outcome>
  /** What is on screen, once the main bundle is asked for. */
  outcome?: Outcome
  /** Stops drawing, having brought the page up to date once more. @returns the moment that it was drawn for, in milliseconds */
  handOver?: () => number
  /** The page has come back into view since its contact was read, so that it may be in another chat by now. */
  cameBack?: boolean
  /** Modules that came with the HTML: imports of them elsewhere lead here, see `build/head-start-plugin.ts`. */
  shared: Record<string, unknown>
}

declare global {
  interface Window {
    kebian?: HeadStart
  }
}
