import type { FastifyRequest } from 'fastify'
import type { ApiRequest, Json } from './endpoint.ts'

/** Broken JSON is tolerated as an empty object and told in errmsg; broken multipart counts as no file. */
export async function readRequest(request: FastifyRequest, base: string): Promise<{ apiRequest: ApiRequest; malformed: boolean }> {
  const query = Object.fromEntries(Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [name, [value].flat()[0] ?? '']))
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const type = request.headers['content-type'] ?? ''
  const range = request.headers.range
  if (type.startsWith('multipart/form-data')) {
    return { apiRequest: { query, body: {}, file: await fileOf(bytes, type), range, base }, malformed: false }
  }
  const body = bytes.length ? decode(bytes) : {}
  return { apiRequest: { query, body: body ?? {}, range, base }, malformed: body === undefined }
}

function decode(bytes: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

async function fileOf(bytes: Buffer, type: string): Promise<ApiRequest['file']> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
    const media = form.get('media')
    return media instanceof File ? { name: media.name, bytes: Buffer.from(await media.arrayBuffer()) } : undefined
  } catch {
    return undefined
  }
}
