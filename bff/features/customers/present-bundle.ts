import type { Static } from 'typebox'
import type { Bundle, Opportunity, TagOn } from '../../../shared/contracts/customers.ts'
import type { Me } from '../../http/me.ts'
import { presentFields } from '../fields/index.ts'
import type { BundleRows } from './load-bundle.ts'
import { nowStrip } from './now-strip.ts'

type BundleReply = Static<typeof Bundle>

/** Rows to the contract's bundle. A reader of the team sees it as the owner does. */
export function presentBundle(rows: BundleRows, { me, now, timeZone, lookedAt }: { me: Me; now: Date; timeZone: string; lookedAt?: Date }): BundleReply {
  const { first, access } = rows
  const viewerId = access === 'own' ? me.employeeId : (first.ownerId ?? me.employeeId)
  const mine = rows.relations.find(({ employeeId }) => employeeId === viewerId)
  const tasks = rows.tasks.filter(({ assigneeId }) => assigneeId === viewerId)
  const current = rows.main.find(
    ({ listedStageId, stageId, opportunityId }) => listedStageId !== null && listedStageId === stageId && opportunityId === first.opportunityId,
  )
  return {
    customer: {
      customerId: first.customerId,
      name: mine?.remark || first.nickname,
      nickname: first.nickname,
      ...(first.avatarUrl && { avatarUrl: avatarOf(first.avatarUrl) }),
      kind: first.kind,
      ...(first.corpName && { corpName: first.corpName }),
      gender: first.gender,
    },
    access,
    ...(lookedAt && { lookedAt: lookedAt.toISOString() }),
    ...(mine && {
      relation: { remark: mine.remark, description: mine.description, addWay: mine.addWay, since: mine.followedAt.toISOString(), version: mine.version },
    }),
    ...(first.ownerId && first.ownerName !== null && { owner: { employeeId: first.ownerId, name: first.ownerName } }),
    ...presentOpportunity(rows),
    tagGroups: presentTags(rows, viewerId),
    ...(rows.fields.length > 0 && { fields: presentFields(rows.fields) }),
    identities: rows.identities,
    followers: presentFollowers(rows),
    now: nowStrip({
      tasks,
      stage: current?.enteredAt ? { enteredAt: current.enteredAt, nextStep: current.nextStep, nextScriptId: current.nextScriptId } : undefined,
      now,
      timeZone,
    }).map(({ dueAt, since, ...row }) => ({ ...row, ...(dueAt && { dueAt: dueAt.toISOString() }), ...(since && { since: since.toISOString() }) })),
    openTasks: tasks.length,
  }
}

/** WeCom gives some of its pictures by plain http; its hosts have them by https too. */
export const avatarOf = (url: string): string => url.replace(/^http:\/\/(?=[^/]*\.(qlogo|qpic)\.cn\/)/, 'https://')

function presentOpportunity({ first, main }: Pick<BundleRows, 'first' | 'main'>): { opportunity?: Static<typeof Opportunity> } {
  const { opportunityId, pipelineId, pipelineName, stageId, enteredAt, opportunityVersion, lostReason } = first
  if (!opportunityId || !pipelineId || !stageId || !enteredAt || !opportunityVersion) return {}
  const stages = main.flatMap((row) =>
    row.opportunityId === opportunityId && row.listedStageId
      ? [{ stageId: row.listedStageId, name: row.stageName ?? '', kind: row.stageKind ?? ('open' as const) }]
      : [],
  )
  const opportunity = {
    opportunityId,
    pipelineId,
    pipelineName: pipelineName ?? '',
    stageId,
    enteredAt: enteredAt.toISOString(),
    version: opportunityVersion,
    stages,
  }
  return { opportunity: lostReason ? { ...opportunity, lostReason } : opportunity }
}

/** The union over all followers, each tag once; another employee's personal tags of Kebian stay theirs. Personal ones come last, in a group without a name. */
function presentTags({ relations }: BundleRows, viewerId: string): BundleReply['tagGroups'] {
  const groups = new Map<string, Map<string, Static<typeof TagOn>>>()
  const personal = new Map<string, Static<typeof TagOn>>()
  for (const { tagId, tagName, tagKind, tagSetBy, tagGroup, employeeId, name } of relations) {
    if (!tagId || tagName === null || !tagKind || !tagSetBy) continue
    if (tagKind === 'personal' && employeeId !== viewerId) continue
    const tag = { ...(tagKind !== 'wecom_personal' && { tagId }), name: tagName, kind: tagKind, setBy: tagSetBy, byName: name }
    if (tagKind !== 'corp') {
      personal.set(tagId, tag)
      continue
    }
    const group = groups.get(tagGroup ?? '') ?? new Map<string, Static<typeof TagOn>>()
    if (!group.has(tagId)) group.set(tagId, tag)
    groups.set(tagGroup ?? '', group)
  }
  const named = [...groups].map(([name, tags]) => ({ name, tags: [...tags.values()] }))
  return personal.size > 0 ? [...named, { name: '', tags: [...personal.values()] }] : named
}

function presentFollowers({ first, relations }: BundleRows): BundleReply['followers'] {
  const once = new Map(relations.map((relation) => [relation.employeeId, relation]))
  return [...once.values()].map(({ employeeId, name, teamName, remark }) => ({
    employeeId,
    name,
    ...(teamName && { teamName }),
    isOwner: employeeId === first.ownerId,
    remark,
  }))
}
