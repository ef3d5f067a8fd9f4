import type { Tables, Writer } from '../db/index.ts'
import { enqueue } from './queue.ts'

/** The kind of the jobs that read a customer from WeCom anew. */
export const SYNC_CUSTOMER = 'sync_customer'

interface Asked {
  corpId: string
  employeeId: string
  externalUserId: string
  now: Date
}

/** Has a customer read anew, in the transaction that learnt that our picture of it is old. */
export async function enqueueSync(tx: Writer, tables: Tables, { externalUserId, ...asked }: Asked): Promise<void> {
  await enqueue(tx, tables, { ...asked, kind: SYNC_CUSTOMER, payload: { externalUserId }, lane: `customer:${externalUserId}` })
}
