import type { Config } from '../../config.ts'
import type { Store } from '../../db/index.ts'
import type { App, WecomClient } from '../../wecom/client.ts'
import type { Finding } from './finding.ts'
import type { Visit } from './visit.ts'

/** What the steps share. What one of them has asked for is not asked for again. */
export interface Bedside {
  config: Config
  now: () => Date
  /** Looks at an address as a browser without cookies would, following nothing. @throws Unreachable */
  visit: (url: string) => Promise<Visit>
  store: () => Promise<Store>
  wecom: WecomClient
  app: () => Promise<App>
  followUserIds: () => Promise<string[]>
}

export type Verdict = { passed: string } | { notChecked: string } | Failure
export type Failure = { failed: string } & Required<Pick<Finding, 'cause' | 'fix'>> & Pick<Finding, 'errcode'>

/** One step. What it throws of WeCom, of an address or of the start becomes a failure with its remedy. */
export interface Check {
  id: string
  name: string
  /** Steps that have to pass first: without them this one would only say the same again. */
  after?: string[]
  run(bedside: Bedside): Promise<Verdict>
}

/** Up to ten, then how many more. */
export function listed(all: string[]): string {
  const shown = all.slice(0, 10).join(', ')
  return all.length > 10 ? `${shown} and ${all.length - 10} more` : shown
}
