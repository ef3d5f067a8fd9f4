import { and, eq, sql } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'
import { materialsInReach } from '../materials/index.ts'
import { scriptsInReach } from '../scripts/index.ts'

type Send = RouteInput<'POST /customers/:customerId/sends'>['body']
type Call = Pick<WriteCall, 'tx' | 'tables' | 'me' | 'subject' | 'now' | 'key'>

/**
 * Records what became of one message: a send record, an event on the timeline, and a use of the content when it was handed over.
 * @returns the event is absent when this key recorded its message long ago
 * @throws AppError `refused` unless there is exactly one content and it is within reach; `bad_request` for a position behind the last one
 */
export async function recordSend(call: Call, { scriptId, materialId, text, position, of, state, reason }: Send) {
  const { tx, tables, me, subject, now, key } = call
  if (position > of) throw new AppError('bad_request', 'position is behind the last message')
  if (text !== undefined && !scriptId) throw new AppError('refused', 'only a script has a text to rewrite', { reason: 'text' })
  const title = await contentTitle(call, { scriptId, materialId })
  const { corpId, employeeId } = me
  const { customerId } = subject
  const [record] = await tx
    .insert(tables.sendRecords)
    .values({ id: newId(now), corpId, customerId, employeeId, scriptId, materialId, text, position, of, state, reason, clientKey: key, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: tables.sendRecords.id })
  if (!record) return { sendRecordId: await recordOfKey(call), event: undefined }
  if (state === 'handed_over') await countUse(call, { scriptId, materialId })
  const event = await recordEvent(
    tx,
    tables,
    {
      corpId,
      customerId,
      kind: 'send',
      code: `message_${state}`,
      params: { title, position: String(position), of: String(of), ...(reason && { reason }) },
      actorId: employeeId,
      source: 'person',
      refId: record.id,
    },
    now,
  )
  return { sendRecordId: record.id, event }
}

type Content = Pick<Send, 'scriptId' | 'materialId'>

async function contentTitle({ tx, tables, me }: Call, { scriptId, materialId }: Content): Promise<string> {
  const { scripts, materials } = tables
  if ((scriptId === undefined) === (materialId === undefined)) throw new AppError('refused', 'name one script or one material', { reason: 'one_content' })
  const [content] = scriptId
    ? await tx
        .select({ title: scripts.title })
        .from(scripts)
        .where(and(eq(scripts.id, scriptId), scriptsInReach(tables, me)))
    : await tx
        .select({ title: materials.title })
        .from(materials)
        .where(and(eq(materials.id, materialId ?? ''), materialsInReach(tables, me)))
  if (!content) throw new AppError('refused', 'this content is not within your reach', { reason: 'content' })
  return content.title
}

async function countUse({ tx, tables: { scripts, materials }, now }: Call, { scriptId, materialId }: Content) {
  if (scriptId)
    await tx
      .update(scripts)
      .set({ usedCount: sql`${scripts.usedCount} + 1`, lastUsedAt: now })
      .where(eq(scripts.id, scriptId))
  if (materialId)
    await tx
      .update(materials)
      .set({ usedCount: sql`${materials.usedCount} + 1`, lastUsedAt: now })
      .where(eq(materials.id, materialId))
}

/** The record outlives the stored answer of its key. */
async function recordOfKey({ tx, tables: { sendRecords }, me, key }: Call): Promise<string> {
  const [record] = await tx
    .select({ id: sendRecords.id })
    .from(sendRecords)
    .where(and(eq(sendRecords.employeeId, me.employeeId), eq(sendRecords.clientKey, key)))
  if (!record) throw new AppError('conflict', 'the key is taken')
  return record.id
}
