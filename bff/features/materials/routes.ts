import type { FastifyInstance } from 'fastify'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { AppError } from '../../errors.ts'
import { handle } from '../../http/handle.ts'
import { listMaterials, readMaterial } from './list-materials.ts'
import { fileNameOf, mediaIds } from './media-ids.ts'
import { openOriginal } from './originals.ts'

/** Materials within reach: the list, the original of an image, and the message to hand to the chat. */
export async function materialRoutes(app: FastifyInstance) {
  const mediaIdOf = mediaIds(app)

  handle(app, 'GET /materials', async (_input, { read, tables, me }) => ({ materials: (await listMaterials({ read, tables }, me)).map(presentMaterial) }))

  handle(app, 'GET /materials/:materialId/file', async ({ params }, { read, tables, me, reply }) => {
    const { fileKey, mime, title } = await readMaterial({ read, tables }, me, params.materialId)
    if (!fileKey || !mime) throw new AppError('not_found', 'this material has no file')
    const original = await openOriginal(app.config.dataDir, fileKey)
    reply
      .type(mime)
      .header('content-length', (await original.stat()).size)
      .header('content-disposition', `inline; filename="image"; filename*=UTF-8''${encodeURIComponent(fileNameOf(title, mime))}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=3600')
    return original.createReadStream()
  })

  handle(app, 'POST /materials/:materialId/message', async ({ params, body }, { read, tables, me }) => {
    const material = await readMaterial({ read, tables }, me, params.materialId)
    if (material.kind === 'image') return { image: { mediaId: await mediaIdOf(material, body) } }
    const { linkUrl, title, description, linkImageUrl } = material
    return { link: { url: linkUrl ?? '', title, description, imageUrl: linkImageUrl ?? '' } }
  })
}

type Row = Awaited<ReturnType<typeof readMaterial>>

const presentMaterial = ({ id, kind, title, description, linkUrl, sizeBytes, usedCount }: Row): RouteReply<'GET /materials'>['materials'][number] => ({
  materialId: id,
  kind,
  title,
  description,
  ...(linkUrl !== null && { linkUrl }),
  ...(sizeBytes !== null && { sizeBytes }),
  usedCount,
})
