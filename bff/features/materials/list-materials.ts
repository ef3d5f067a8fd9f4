import { and, asc, desc, eq } from 'drizzle-orm'
import type { Store } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { Me } from '../../http/me.ts'
import { materialsInReach } from './material-reach.ts'

type Db = Pick<Store, 'tables' | 'read'>

/** Most used first, then by title. */
export const listMaterials = ({ tables, read }: Db, me: Me) =>
  read
    .select()
    .from(tables.materials)
    .where(materialsInReach(tables, me))
    .orderBy(desc(tables.materials.usedCount), asc(tables.materials.title), asc(tables.materials.id))

/** @throws AppError `not_found` for unknown, foreign and withdrawn alike */
export async function readMaterial({ tables, read }: Db, me: Me, materialId: string) {
  const [material] = await read
    .select()
    .from(tables.materials)
    .where(and(eq(tables.materials.id, materialId), materialsInReach(tables, me)))
  if (!material) throw new AppError('not_found', 'nothing here')
  return material
}
