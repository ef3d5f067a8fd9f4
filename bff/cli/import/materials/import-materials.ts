import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Tables } from '../../../db/index.ts'
import { newId } from '../../../db/new-id.ts'
import { keepFile } from '../../../features/materials/index.ts'
import type { ImportContext } from '../context.ts'
import { importRows } from '../import-rows.ts'
import { demandColumns } from '../read-map.ts'
import { readMaterialRow, type ImportedMaterial } from './material-row.ts'

/** Imports images and link cards, one a row. Originals are kept before the rows that name them. @throws StartError when the file cannot be used */
export async function importMaterials(context: ImportContext): Promise<void> {
  demandColumns(context.file.columns, ['kind', 'title'], context.path)
  await importRows<ImportedMaterial>(context, {
    read: (row) => readMaterialRow(row, context.path),
    keyOf,
    write: (batch) => writeMaterials(context, batch),
    batchSize: 10,
  })
}

async function writeMaterials({ store, corpId, now, dryRun, dataDir }: ImportContext, batch: ImportedMaterial[]) {
  const { materials, media } = store.tables
  const seen = sort(batch, await known(store.read, store.tables, corpId, batch))
  const result = { new: seen.fresh.length, changed: seen.changed.length, unchanged: batch.length - seen.fresh.length - seen.changed.length }
  if (dryRun || result.unchanged === batch.length) return result
  for (const { image } of batch) if (image) await keepFile(dataDir, image)
  return store.write(async (tx) => {
    const { fresh, changed } = sort(batch, await known(tx, store.tables, corpId, batch))
    if (fresh.length > 0) {
      const rows = fresh.map((material) => ({
        id: newId(now),
        corpId,
        source: material.source,
        sourceId: material.sourceId,
        createdAt: now,
        updatedAt: now,
        ...columnsOf(material),
      }))
      await tx.insert(materials).values(rows)
    }
    for (const { id, material } of changed) {
      await tx
        .update(materials)
        .set({ ...columnsOf(material), updatedAt: now })
        .where(eq(materials.id, id))
      await tx.delete(media).where(eq(media.materialId, id))
    }
    return { new: fresh.length, changed: changed.length, unchanged: batch.length - fresh.length - changed.length }
  })
}

const keyOf = ({ source, sourceId }: Pick<ImportedMaterial, 'source' | 'sourceId'>): string => JSON.stringify([source, sourceId])

const columnsOf = ({ kind, title, description, image, linkUrl, linkImageUrl }: ImportedMaterial) => ({
  kind,
  title,
  description,
  fileKey: image?.fileKey ?? null,
  mime: image?.mime ?? null,
  sizeBytes: image?.bytes.length ?? null,
  linkUrl,
  linkImageUrl,
})

const contentOf = ({ kind, title, description, fileKey, linkUrl, linkImageUrl }: Omit<ReturnType<typeof columnsOf>, 'mime' | 'sizeBytes'>): string =>
  JSON.stringify([kind, title, description, fileKey, linkUrl, linkImageUrl])

async function known(db: Reader, { materials }: Tables, corpId: string, batch: ImportedMaterial[]) {
  const rows = await db
    .select()
    .from(materials)
    .where(
      and(
        eq(materials.corpId, corpId),
        inArray(materials.source, [...new Set(batch.map(({ source }) => source))]),
        inArray(
          materials.sourceId,
          batch.map(({ sourceId }) => sourceId),
        ),
      ),
    )
  return new Map(rows.map((row) => [keyOf(row), { id: row.id, content: contentOf(row) }]))
}

function sort(batch: ImportedMaterial[], rows: Awaited<ReturnType<typeof known>>) {
  const fresh = batch.filter((material) => !rows.has(keyOf(material)))
  const changed = batch.flatMap((material) => {
    const row = rows.get(keyOf(material))
    return row && row.content !== contentOf(columnsOf(material)) ? [{ id: row.id, material }] : []
  })
  return { fresh, changed }
}
