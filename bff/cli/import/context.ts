import type { Store } from '../../db/index.ts'
import type { Report } from './report.ts'
import type { RowFile } from './rows.ts'

/** What each kind of import is given. */
export interface ImportContext {
  store: Store
  corpId: string
  dataDir: string
  now: Date
  /** Count and report as if, and write nothing. */
  dryRun: boolean
  path: string
  file: RowFile
  mapPath?: string
  report: Report
}
