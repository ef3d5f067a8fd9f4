import { and, desc, eq } from 'drizzle-orm'
import type { Reader, Tables } from '../../db/index.ts'

/** Who changed a record of the desk last, for the colleague who was second. */
export async function changedBy(db: Reader, { audit, employees }: Tables, corpId: string, refId: string): Promise<{ by?: string }> {
  const [last] = await db
    .select({ by: employees.name })
    .from(audit)
    .innerJoin(employees, eq(employees.id, audit.employeeId))
    .where(and(eq(audit.corpId, corpId), eq(audit.refId, refId)))
    .orderBy(desc(audit.id))
    .limit(1)
  return last ?? {}
}
