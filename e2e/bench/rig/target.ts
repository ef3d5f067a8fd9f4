import type { Page } from '@playwright/test'

/** What a canned route answers: JSON, a redirect, a picture, or text (a page when it begins with `<!`, a script otherwise). */
export type Answer = { redirect: string } | { json: unknown } | { text: string } | 'picture'

/** One thing to load: a built folder with canned answers, a single page, or a running server. */
export interface Target {
  name: string
  host: string
  path: string
  /** The text whose first frame is the milestone. */
  milestone: string
  /** Selector: when does this accept a click. */
  usable?: string
  /** What the stubbed host answers to getCurExternalContact. */
  externalUserId: string
  /** A built folder, and the page in it that answers every path without an extension. */
  dist?: string
  index?: string
  rewriteHtml?: (html: string) => string
  /** By path; `/*` at the end matches what follows. */
  routes?: Record<string, Answer>
  /** A running server: everything for `host` goes there. It is set up as behind a TLS proxy at `https://<host>`. */
  origin?: string
  /** Walked once before the loads; its cookies are given to each of them. */
  login?: (page: Page) => Promise<void>
}

/** Slow 4G, and no throttling. The latency is per request. */
export const networks = {
  slow4g: { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 },
  fast: undefined,
}
export type Network = keyof typeof networks
