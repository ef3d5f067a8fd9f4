import type { FastifyInstance } from 'fastify'
import { handle, handleWrite } from '../../http/handle.ts'
import { addField, saveField, undoFieldAdd, undoFieldSave } from './fields/save-field.ts'
import { readFields } from './fields/read-fields.ts'
import { listChanges } from './list-changes.ts'
import { addPipeline } from './pipelines/add-pipeline.ts'
import { readPipelines } from './pipelines/read-pipelines.ts'
import { savePipeline } from './pipelines/save-pipeline.ts'
import { undoAdd, undoSave } from './pipelines/undo-pipeline.ts'
import { reorder } from './reorder.ts'
import { readDays, setDays } from './roles/days.ts'
import { readRoles, setAdmin, setTeamKind } from './roles/roles.ts'
import { addGroup, addTag, deleteGroup, deleteTag, orderGroups, orderTags, renameGroup, renameTag, tagUndos } from './tags/change-tags.ts'
import { corpTagJobs } from './tags/corp-tag-job.ts'
import { undoChange, type Undo } from './undo.ts'

/** Puts an order back, as long as it is still the one that the change made. */
const undoOrder =
  (area: 'pipelines' | 'fields'): Undo =>
  async (call, { id, before, after }) => ({ changeId: await reorder(call, area, { ids: before as string[], was: after as string[], undoes: id }) })

/** The desk of admins. */
export async function deskRoutes(app: FastifyInstance) {
  const { adminUserIds } = app.config
  const undoAdmin: Undo = (call, { id, refId, after }) => {
    const { on, version } = after as { on: boolean; version: number }
    return setAdmin(call, { employeeId: refId, on: !on, version, undoes: id }, adminUserIds)
  }
  const undoKind: Undo = (call, { id, refId, before, after }) =>
    setTeamKind(call, { teamId: refId, kind: before as 'sales', was: after as 'sales', undoes: id }, adminUserIds)
  const undoDays: Undo = (call, { id, refId, before, after }) =>
    setDays(call, { key: refId, value: before as number, version: (after as { version: number }).version, undoes: id })
  const undos = new Map<string, Undo>([
    ['pipeline_saved', undoSave],
    ['pipeline_added', undoAdd],
    ['pipelines_ordered', undoOrder('pipelines')],
    ['field_saved', undoFieldSave],
    ['field_added', undoFieldAdd],
    ['fields_ordered', undoOrder('fields')],
    ['admin_added', undoAdmin],
    ['admin_removed', undoAdmin],
    ['team_kind_set', undoKind],
    ['days_set', undoDays],
    ...tagUndos,
  ])

  handle(app, 'GET /desk/pipelines', async (_input, { read, tables, me }) => ({ pipelines: await readPipelines(read, tables, me.corpId) }))
  handleWrite(app, 'POST /desk/pipelines', ({ body }, call) => addPipeline(call, body.name))
  handleWrite(app, 'PUT /desk/pipelines/:pipelineId', ({ params, body }, call) => savePipeline(call, { ...params, ...body }))
  handleWrite(app, 'PUT /desk/pipeline-order', async ({ body }, call) => ({ changeId: await reorder(call, 'pipelines', body) }))

  handle(app, 'GET /desk/fields', async (_input, { read, tables, me }) => ({ fields: await readFields(read, tables, me.corpId) }))
  handleWrite(app, 'POST /desk/fields', ({ body }, call) => addField(call, body.field))
  handleWrite(app, 'PUT /desk/fields/:fieldId', ({ params, body }, call) => saveField(call, { ...params, ...body }))
  handleWrite(app, 'PUT /desk/field-order', async ({ body }, call) => ({ changeId: await reorder(call, 'fields', body) }))

  handle(app, 'GET /desk/roles', (_input, call) => readRoles(call, adminUserIds))
  handleWrite(app, 'PUT /desk/admins/:employeeId', ({ params, body }, call) => setAdmin(call, { ...params, ...body }, adminUserIds))
  handleWrite(app, 'PUT /desk/teams/:teamId', ({ params, body }, call) => setTeamKind(call, { ...params, ...body }, adminUserIds))

  handle(app, 'GET /desk/settings', (_input, call) => readDays(call))
  handleWrite(app, 'PUT /desk/settings/:key', ({ params, body }, call) => setDays(call, { ...params, ...body }))

  for (const [kind, job] of corpTagJobs(app)) app.jobs.add(kind, job)
  handleWrite(app, 'POST /desk/tag-groups', ({ body }, call) => addGroup(call, body))
  handleWrite(app, 'PATCH /desk/tag-groups/:groupId', ({ params, body }, call) => renameGroup(call, { ...params, ...body }))
  handleWrite(app, 'DELETE /desk/tag-groups/:groupId', ({ params }, call) => deleteGroup(call, params.groupId))
  handleWrite(app, 'POST /desk/tag-groups/:groupId/tags', ({ params, body }, call) => addTag(call, { ...params, ...body }))
  handleWrite(app, 'PUT /desk/tag-groups/:groupId/order', ({ params, body }, call) => orderTags(call, { ...params, ...body }))
  handleWrite(app, 'PUT /desk/tag-group-order', ({ body }, call) => orderGroups(call, body))
  handleWrite(app, 'PATCH /desk/tags/:tagId', ({ params, body }, call) => renameTag(call, { ...params, ...body }))
  handleWrite(app, 'DELETE /desk/tags/:tagId', ({ params }, call) => deleteTag(call, params.tagId))

  handle(app, 'GET /desk/changes', (input, call) => listChanges(call, input, (action) => undos.has(action)))
  handleWrite(app, 'POST /desk/changes/:changeId/undo', ({ params }, call) => undoChange(call, undos, params.changeId))
}
