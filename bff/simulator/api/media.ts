import { randomBytes } from 'node:crypto'
import { fileKind } from '../magic.ts'
import { isMediaType, type Medium } from '../media-shelf.ts'
import { refuse } from '../refusal.ts'
import { FileAnswer, integer, text, type ApiRequest, type Endpoint, type Json, type Services } from './endpoint.ts'

const MB = 1024 * 1024
const wholeAtMost = 20 * MB

/** errmsg is empty and created_at a string: so it is on the wire. Page 90253. */
const uploaded = (medium: Medium): Json => ({ errmsg: '', type: medium.type, media_id: medium.mediaId, created_at: String(medium.createdAt) })

const fileOf = ({ file }: ApiRequest) => file ?? refuse(40063)

function attachment(request: ApiRequest, { shelf }: Services): Json {
  const { media_type: type = '', attachment_type: use = '' } = request.query
  const scene = use === '1' ? 'moments' : use === '2' ? 'album' : refuse(40058)
  if (type !== 'image' && type !== 'video') refuse(40004)
  const { name, bytes } = fileOf(request)
  return uploaded(shelf.upload(type, scene, name, bytes))
}

function permanentImage(request: ApiRequest, { shelf }: Services): Json {
  const { name, bytes } = fileOf(request)
  if (bytes.length <= 5) refuse(40006)
  if (bytes.length > 2 * MB) refuse(40009)
  if (!['png', 'jpeg'].includes(fileKind(bytes))) refuse(40123)
  return { errmsg: '', url: `${request.base}/simulator/api/media/${shelf.put('image', 'permanent', name, bytes).mediaId}` }
}

/** The whole file up to 20 MB, parts of it by Range. Page 90253. */
function download({ query, range }: ApiRequest, { shelf }: Services, voiceOnly = false): FileAnswer {
  const medium = shelf.alive(text(query.media_id)) ?? refuse(40007)
  if (voiceOnly && medium.type !== 'voice') refuse(40007)
  const part = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  if (!part && medium.bytes.length > wholeAtMost) refuse(830002)
  if (!part) return new FileAnswer(medium.fileName, medium.bytes)
  const first = Number(part[1])
  const last = Math.min(part[2] ? Number(part[2]) : Infinity, medium.bytes.length - 1)
  return new FileAnswer(medium.fileName, medium.bytes.subarray(first, last + 1), `bytes ${first}-${last}/${medium.bytes.length}`)
}

/** Such jobs end at once, with an empty file: the simulator fetches nothing from outside. Page 96219. */
function startUpload({ body }: ApiRequest, { shelf }: Services): Json {
  const { scene, filename, url, md5 } = body
  const type = text(body.type)
  if (integer(scene) !== 1 || !isMediaType(type) || !['video', 'file'].includes(type) || !text(filename) || !text(md5)) refuse(40058)
  if (!/^https?:\/\//.test(text(url))) refuse(830001)
  const jobId = randomBytes(16).toString('hex')
  shelf.jobs.set(jobId, shelf.put(type, 'by_url', text(filename), Buffer.alloc(0)))
  return { jobid: jobId }
}

function uploadResult({ body }: ApiRequest, { shelf }: Services): Json {
  const medium = shelf.jobs.get(text(body.jobid)) ?? refuse(40058)
  return { status: 2, detail: { errcode: 0, errmsg: 'ok', media_id: medium.mediaId, created_at: String(medium.createdAt) } }
}

/** Uploads and downloads. Pages 90253, 90256, 95098, 96219. */
export const mediaEndpoints: Record<string, Endpoint> = {
  'media/upload': {
    method: 'POST',
    run(request, { shelf }) {
      const { name, bytes } = fileOf(request)
      return uploaded(shelf.upload(text(request.query.type), 'chat', name, bytes))
    },
  },
  'media/uploadimg': { method: 'POST', run: permanentImage },
  'media/upload_attachment': { method: 'POST', run: attachment },
  'media/upload_by_url': { method: 'POST', run: startUpload },
  'media/get_upload_by_url_result': { method: 'POST', run: uploadResult },
  'media/get': { method: 'GET', run: (request, services) => download(request, services) },
  'media/get/jssdk': { method: 'GET', run: (request, services) => download(request, services, true) },
}
