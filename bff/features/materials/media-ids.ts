import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Tables } from '../../db/index.ts'
import { openOriginal } from './originals.ts'

type Material = Tables['materials']['$inferSelect']

/** With less of its three days left than this, a media id is replaced before it is used. */
const SPARE_MS = 12 * 3600_000

/**
 * Gives WeCom's media id of an image: the kept one while it is good, else a fresh upload, one at a time per material in this process.
 * `renew` uploads again whatever is kept.
 * @throws AppError `not_found` when the original is gone; WecomError when WeCom did not take it
 */
export function mediaIds({ store, wecom, config, clock }: Pick<FastifyInstance, 'store' | 'wecom' | 'config' | 'clock'>) {
  const { media } = store.tables
  const uploads = new Map<string, Promise<string>>()

  async function kept({ id }: Material): Promise<string | undefined> {
    const [row] = await store.read
      .select()
      .from(media)
      .where(and(eq(media.materialId, id), eq(media.kind, 'image')))
    return row && row.expiresAt.getTime() - clock().getTime() > SPARE_MS ? row.mediaId : undefined
  }

  async function upload({ id, corpId, title, mime, fileKey }: Material): Promise<string> {
    const original = await openOriginal(config.dataDir, fileKey ?? '')
    const bytes = await original.readFile().finally(() => original.close())
    const { mediaId, expiresAt } = await wecom.uploadMedia({ kind: 'image', fileName: fileNameOf(title, mime), mime: mime ?? '', bytes })
    await store.write(async (tx) => {
      await tx
        .insert(media)
        .values({ materialId: id, corpId, kind: 'image', mediaId, expiresAt })
        .onConflictDoUpdate({ target: [media.materialId, media.kind], set: { mediaId, expiresAt } })
    })
    return mediaId
  }

  return async function mediaIdOf(material: Material, { renew = false }: { renew?: boolean } = {}): Promise<string> {
    const good = renew ? undefined : await kept(material)
    if (good) return good
    let running = uploads.get(material.id)
    if (!running) {
      running = upload(material).finally(() => uploads.delete(material.id))
      uploads.set(material.id, running)
    }
    return running
  }
}

/** A name that any system can save: the title, without what paths and headers cannot hold. */
export function fileNameOf(title: string, mime: string | null): string {
  const name = title.replace(/[\p{Cc}\p{Cf}\p{Cs}"\\/:*?<>|]+/gu, ' ').trim()
  // by whole characters: half of one cannot stand in a header
  return `${Array.from(name).slice(0, 60).join('') || 'image'}.${mime === 'image/jpeg' ? 'jpg' : 'png'}`
}
