import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../errors.ts'

/** As WeCom names the file that proves whose domain it is. @see https://developer.work.weixin.qq.com/document/path/90456 */
const NAME = /^WW_verify_[0-9A-Za-z]{16}\.txt$/
/** It holds sixteen characters. */
const LARGEST_BYTES = 256

/** `/WW_verify_*.txt`, as it lies in DATA_DIR at that moment: WeCom reads it when the domain is registered, and again later. */
export async function domainFileRoutes(app: FastifyInstance) {
  app.get<{ Params: { token: string } }>('/WW_verify_:token(^[0-9A-Za-z]+).txt', { schema: { hide: true } }, async ({ params }, reply) => {
    const text = await readDomainFile(app.config.dataDir, `WW_verify_${params.token}.txt`)
    if (text === undefined) throw new AppError('not_found', 'nothing here')
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text)
  })
}

/** Names of the files in the folder that prove a domain, in order. */
export async function domainFileNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => NAME.test(name)).sort()
}

/** @returns its text; undefined for another name, for a link or pipe of that name, and for one that is too large to be WeCom's */
export async function readDomainFile(folder: string, name: string): Promise<string | undefined> {
  if (!NAME.test(name)) return undefined
  const file = await open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => undefined)
  if (!file) return undefined
  try {
    const { size } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: Infinity }))
    return size <= LARGEST_BYTES ? await file.readFile('utf8') : undefined
  } finally {
    await file.close()
  }
}
