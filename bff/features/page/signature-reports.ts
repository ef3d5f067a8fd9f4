import { desc, eq } from 'drizzle-orm'
import type { Store, Tables } from '../../db/index.ts'

export type PageReport = Tables['pageReports']['$inferSelect']

/** Keeps what the host of a page said of its signature, in the place of what one of that kind said before. */
export const keepReport = ({ write, tables: { pageReports } }: Store, report: PageReport): Promise<void> =>
  write(async (tx) => {
    const { corpId: _corpId, client: _client, ...said } = report
    await tx
      .insert(pageReports)
      .values(report)
      .onConflictDoUpdate({ target: [pageReports.corpId, pageReports.client], set: said })
  })

/** The latest of each kind of client, newest first. */
export const latestReports = ({ read, tables: { pageReports } }: Store, corpId: string): Promise<PageReport[]> =>
  read.select().from(pageReports).where(eq(pageReports.corpId, corpId)).orderBy(desc(pageReports.at), desc(pageReports.client))
