import type { Role } from '../db/index.ts'

/** The employee who calls. */
export interface Me {
  corpId: string
  employeeId: string
  userId: string
  name: string
  role: Role
  teamId: string | null
  /** Teams whose customers they may read. */
  ledTeamIds: string[]
}
