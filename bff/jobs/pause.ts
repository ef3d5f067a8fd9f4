import { eq } from 'drizzle-orm'
import type { Store } from '../db/index.ts'

/** Until when no job of the corp may call WeCom; a moment long gone when nothing was said. */
export async function pausedUntil({ read, tables }: Store, corpId: string): Promise<Date> {
  const { wecomPauses } = tables
  const [found] = await read.select({ until: wecomPauses.until }).from(wecomPauses).where(eq(wecomPauses.corpId, corpId))
  return found?.until ?? new Date(0)
}

/** Keeps every process that shares the database from running jobs of the corp. */
export const pauseUntil = ({ write, tables: { wecomPauses } }: Store, corpId: string, until: Date): Promise<void> =>
  write(async (tx) => void (await tx.insert(wecomPauses).values({ corpId, until }).onConflictDoUpdate({ target: wecomPauses.corpId, set: { until } })))
