import type { FastifyInstance } from 'fastify'
import { handle, handleWrite } from '../../http/handle.ts'
import { listChanges } from './list-changes.ts'
import { addPipeline } from './pipelines/add-pipeline.ts'
import { readPipelines } from './pipelines/read-pipelines.ts'
import { savePipeline } from './pipelines/save-pipeline.ts'
import { undoAdd, undoSave } from './pipelines/undo-pipeline.ts'
import { reorder } from './reorder.ts'
import { undoChange, type Undo } from './undo.ts'

/** Puts an order back, as long as it is still the one that the change made. */
const undoOrder =
  (area: 'pipelines' | 'fields'): Undo =>
  async (call, { id, before, after }) => ({ changeId: await reorder(call, area, { ids: before as string[], was: after as string[], undoes: id }) })

/** The desk of admins. */
export async function deskRoutes(app: FastifyInstance) {
  const undos = new Map<string, Undo>([
    ['pipeline_saved', undoSave],
    ['pipeline_added', undoAdd],
    ['pipelines_ordered', undoOrder('pipelines')],
  ])

  handle(app, 'GET /desk/pipelines', async (_input, { read, tables, me }) => ({ pipelines: await readPipelines(read, tables, me.corpId) }))
  handleWrite(app, 'POST /desk/pipelines', ({ body }, call) => addPipeline(call, body.name))
  handleWrite(app, 'PUT /desk/pipelines/:pipelineId', ({ params, body }, call) => savePipeline(call, { ...params, ...body }))
  handleWrite(app, 'PUT /desk/pipeline-order', async ({ body }, call) => ({ changeId: await reorder(call, 'pipelines', body) }))

  handle(app, 'GET /desk/changes', (input, call) => listChanges(call, input, (action) => undos.has(action)))
  handleWrite(app, 'POST /desk/changes/:changeId/undo', ({ params }, call) => undoChange(call, undos, params.changeId))
}
