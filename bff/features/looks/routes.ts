import { and, desc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { handle } from '../../http/handle.ts'

const AT_MOST = 20

/** Who looked at my customers. */
export async function lookRoutes(app: FastifyInstance) {
  handle(app, 'GET /looks', async (_input, { me, read, tables }) => {
    const { looks, customers, employees, followRelations } = tables
    const rows = await read
      .select({
        customerId: customers.id,
        nickname: customers.nickname,
        remark: followRelations.remark,
        employeeId: employees.id,
        employeeName: employees.name,
        at: looks.at,
      })
      .from(looks)
      .innerJoin(customers, eq(customers.id, looks.customerId))
      .innerJoin(employees, eq(employees.id, looks.employeeId))
      .leftJoin(
        followRelations,
        and(eq(followRelations.customerId, customers.id), eq(followRelations.employeeId, me.employeeId), eq(followRelations.active, true)),
      )
      .where(and(eq(looks.corpId, me.corpId), eq(customers.ownerId, me.employeeId)))
      .orderBy(desc(looks.at), desc(looks.customerId))
      .limit(AT_MOST)
    return {
      looks: rows.map(({ customerId, nickname, remark, employeeId, employeeName, at }) => ({
        customerId,
        name: remark || nickname,
        by: { employeeId, name: employeeName },
        at: at.toISOString(),
      })),
    }
  })
}
