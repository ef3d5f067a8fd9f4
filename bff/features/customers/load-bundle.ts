import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/sqlite-core'
import type { Store, Tables } from '../../db/index.ts'
import type { Me } from '../../http/me.ts'
import { accessOf, type Access } from '../../http/reach.ts'
import { selectFields } from '../fields/index.ts'

export type BundleRows = NonNullable<Awaited<ReturnType<BundleLoader['byCustomerId']>>>
export type BundleLoader = ReturnType<typeof createLoader>

type Identity = Tables['identities']['$inferSelect']

const loaders = new WeakMap<Store, BundleLoader>()

/** The prepared statements of a store. */
export function bundleLoader(store: Store): BundleLoader {
  let loader = loaders.get(store)
  if (!loader) loaders.set(store, (loader = createLoader(store)))
  return loader
}

/** Four statements give all that the first screen shows about a customer. */
function createLoader({ read, tables }: Store) {
  const { customers, identities, opportunities, pipelines, stages, lostReasons, employees, teams, followRelations, tagAssignments, tags, tagGroups, tasks } =
    tables
  const owners = alias(employees, 'owners')

  /** A retired stage is listed only where the customer still stands in it. */
  const offered = or(eq(stages.active, true), eq(stages.id, opportunities.stageId))

  const columns = {
    customerId: customers.id,
    nickname: customers.nickname,
    avatarUrl: customers.avatarUrl,
    kind: customers.kind,
    corpName: customers.corpName,
    gender: customers.gender,
    ownerId: customers.ownerId,
    ownerName: owners.name,
    syncedAt: customers.syncedAt,
    opportunityId: opportunities.id,
    opportunityVersion: opportunities.version,
    stageId: opportunities.stageId,
    enteredAt: opportunities.enteredAt,
    lostReason: lostReasons.text,
    pipelineId: pipelines.id,
    pipelineName: pipelines.name,
    listedStageId: stages.id,
    stageName: stages.name,
    stageKind: stages.kind,
    nextStep: stages.nextStep,
    nextScriptId: stages.nextScriptId,
  }

  const byExternal = read
    .select(columns)
    .from(identities)
    .innerJoin(customers, eq(customers.id, identities.customerId))
    .leftJoin(owners, eq(owners.id, customers.ownerId))
    .leftJoin(opportunities, eq(opportunities.customerId, customers.id))
    .leftJoin(pipelines, eq(pipelines.id, opportunities.pipelineId))
    .leftJoin(lostReasons, eq(lostReasons.id, opportunities.lostReasonId))
    .leftJoin(stages, and(eq(stages.pipelineId, opportunities.pipelineId), offered))
    .where(
      and(
        eq(identities.corpId, sql.placeholder('corpId')),
        eq(identities.type, 'external_contact'),
        eq(identities.namespace, ''),
        eq(identities.value, sql.placeholder('externalUserId')),
      ),
    )
    .orderBy(asc(opportunities.id), asc(stages.position))
    .prepare()

  const byId = read
    .select(columns)
    .from(customers)
    .leftJoin(owners, eq(owners.id, customers.ownerId))
    .leftJoin(opportunities, eq(opportunities.customerId, customers.id))
    .leftJoin(pipelines, eq(pipelines.id, opportunities.pipelineId))
    .leftJoin(lostReasons, eq(lostReasons.id, opportunities.lostReasonId))
    .leftJoin(stages, and(eq(stages.pipelineId, opportunities.pipelineId), offered))
    .where(and(eq(customers.corpId, sql.placeholder('corpId')), eq(customers.id, sql.placeholder('customerId'))))
    .orderBy(asc(opportunities.id), asc(stages.position))
    .prepare()

  const followersWithTags = read
    .select({
      relationId: followRelations.id,
      employeeId: followRelations.employeeId,
      name: employees.name,
      teamId: employees.teamId,
      teamName: teams.name,
      remark: followRelations.remark,
      description: followRelations.description,
      addWay: followRelations.addWay,
      followedAt: followRelations.followedAt,
      version: followRelations.version,
      tagId: tags.id,
      tagName: tags.name,
      tagKind: tags.kind,
      tagSetBy: tagAssignments.setBy,
      tagGroup: tagGroups.name,
    })
    .from(followRelations)
    .innerJoin(employees, eq(employees.id, followRelations.employeeId))
    .leftJoin(teams, eq(teams.id, employees.teamId))
    .leftJoin(tagAssignments, and(eq(tagAssignments.customerId, followRelations.customerId), eq(tagAssignments.employeeId, followRelations.employeeId)))
    .leftJoin(tags, and(eq(tags.id, tagAssignments.tagId), eq(tags.active, true)))
    .leftJoin(tagGroups, eq(tagGroups.id, tags.groupId))
    .where(and(eq(followRelations.customerId, sql.placeholder('customerId')), eq(followRelations.active, true)))
    .orderBy(
      asc(followRelations.followedAt),
      asc(followRelations.id),
      desc(sql`coalesce(${tagGroups.position}, 0)`),
      asc(tagGroups.id),
      desc(tags.position),
      asc(tags.id),
    )
    .prepare()

  const fieldsOf = selectFields(read, tables, { corpId: sql.placeholder('corpId'), customerId: sql.placeholder('customerId') }).prepare()

  /** Two short lists in one statement; in order of their moments, when an identity was attached and when a task is due. */
  const identitiesAndTasks = unionAll(
    read
      .select({
        kind: sql<'identity' | 'task'>`'identity'`,
        id: identities.id,
        ref: sql<string>`${identities.type}`,
        words: identities.label,
        at: identities.createdAt,
        version: sql<number>`1`.mapWith(Number),
      })
      .from(identities)
      .where(eq(identities.customerId, sql.placeholder('customerId'))),
    read
      .select({
        kind: sql<'identity' | 'task'>`'task'`,
        id: tasks.id,
        ref: sql<string>`${tasks.assigneeId}`,
        words: tasks.title,
        at: tasks.dueAt,
        version: sql<number>`${tasks.version}`.mapWith(Number),
      })
      .from(tasks)
      .where(and(eq(tasks.customerId, sql.placeholder('customerId')), eq(tasks.state, 'open'))),
  ).prepare()

  type MainRows = Awaited<ReturnType<typeof byId.execute>>

  async function complete(me: Me, main: MainRows) {
    const [first] = main
    if (!first) return undefined
    const { customerId, ownerId } = first
    const relations = await followersWithTags.execute({ customerId })
    const access = accessOf(me, { ownerId, followers: relations.map(({ employeeId, teamId }) => ({ employeeId, teamId, active: true })) })
    if (!access) return undefined
    return {
      first,
      main,
      relations,
      access: access as Access,
      fields: await fieldsOf.execute({ corpId: me.corpId, customerId }),
      ...apart(await identitiesAndTasks.execute({ customerId })),
    }
  }

  return {
    /** @returns undefined when the customer is unknown or out of this employee's reach */
    byExternalUserId: async (me: Me, externalUserId: string) => complete(me, await byExternal.execute({ corpId: me.corpId, externalUserId })),
    byCustomerId: async (me: Me, customerId: string) => complete(me, await byId.execute({ corpId: me.corpId, customerId })),
  }
}

interface Listed {
  kind: 'identity' | 'task'
  id: string
  ref: string
  words: string
  at: Date
  version: number
}

function apart(rows: Listed[]) {
  const inOrder = rows.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  const of = (kind: Listed['kind']) => inOrder.filter((row) => row.kind === kind)
  return {
    identities: of('identity').map(({ id, ref, words }) => ({ identityId: id, type: ref as Identity['type'], label: words })),
    tasks: of('task').map(({ id, ref, words, at, version }) => ({ taskId: id, assigneeId: ref, title: words, dueAt: at, version })),
  }
}
