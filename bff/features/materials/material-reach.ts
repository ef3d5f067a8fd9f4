import { and, eq } from 'drizzle-orm'
import type { Tables } from '../../db/index.ts'
import type { Me } from '../../http/me.ts'

/** The condition that keeps a query to the materials an employee may use: the corp's, as far as they are on the shelf. */
export const materialsInReach = ({ materials }: Tables, { corpId }: Pick<Me, 'corpId'>) => and(eq(materials.corpId, corpId), eq(materials.active, true))
