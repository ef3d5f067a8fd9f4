import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { Boot } from '../../../shared/contracts/session.ts'
import { StartError } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import { handle } from '../../http/handle.ts'
import { keepReport } from './signature-reports.ts'
import { signPage } from '../../wecom/signature.ts'

type BootData = Static<typeof Boot>

export interface SidebarFiles {
  folder: string
  html: string
  /** `sha256-…` of the one inline script, fixed at build. */
  headStartHash: string
}

/** @throws StartError when the sidebar has not been built */
export function readSidebar(folder: string): SidebarFiles {
  if (!existsSync(join(folder, 'index.html'))) throw new StartError('The sidebar is not built: run `npm run build` first (`npm start` does it by itself).')
  return { folder, html: readFileSync(join(folder, 'index.html'), 'utf8'), headStartHash: readFileSync(join(folder, 'head-start.sha256'), 'utf8').trim() }
}

/** The sidebar's HTML, with the signature for its own address inside, and its files. */
export async function pageRoutes(app: FastifyInstance, { files }: { files: SidebarFiles }) {
  const { config, clock, wecom } = app
  const host = config.mode === 'demo' ? '<script src="/simulator/host.js"></script>' : ''
  const [beforeBoot = '', afterBoot = ''] = files.html.replace('<!--host-->', host).split('<!--boot-->')

  /** Answers with the sidebar's HTML and what it needs to start. */
  function sendSidebar(reply: FastifyReply, boot: Partial<BootData>) {
    const { corpId, agentId } = config.wecom
    const data: BootData = { corpId, agentId, demo: config.mode === 'demo', timeZone: config.timeZone, ...boot }
    const json = JSON.stringify(data).replace(/</g, '\\u003c')
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(`${beforeBoot}<script type="application/json" id="boot">${json}</script>${afterBoot}`)
  }

  /** @param url the page's address without its hash */
  async function sign(url: string) {
    const ticket = await wecom.agentTicket()
    const page = { url, nonceStr: randomBytes(8).toString('hex'), timestamp: String(Math.floor(clock().getTime() / 1000)) }
    return { ...page, signature: signPage({ ticket, ...page }) }
  }

  /** The same for an employee at every login, and nobody else's: see docs/adr/0005-kept-on-the-device.md. */
  function deviceOf({ me: { corpId, employeeId } }: FastifyRequest) {
    const key = hkdfSync('sha256', config.sessionSecret, corpId, `device ${employeeId}`, 32)
    return { employeeId, key: Buffer.from(key).toString('base64') }
  }

  app.get('/sidebar', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/sidebar/'))

  // the session is looked up before requests are counted, so that a chat that is opened counts for its employee and not for the whole office
  const lookUpSession = async (request: FastifyRequest) => void (await app.hasSession(request))
  app.get('/sidebar/', { schema: { hide: true }, onRequest: lookUpSession }, async (request, reply) => {
    const refused = app.takeLoginFailure(request, reply)
    if (refused) return sendSidebar(reply, refused)
    if (!request.sessionHash) return app.startLogin(reply, '/sidebar/')
    const url = config.publicUrl + request.raw.url
    const signature = await sign(url).catch((error: unknown) => void request.log.warn({ err: error }, 'page not signed'))
    return sendSidebar(reply, { device: deviceOf(request), ...(signature && { signature }) })
  })

  await app.register(fastifyStatic, {
    root: join(files.folder, 'assets'),
    prefix: '/sidebar/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  })

  handle(app, 'POST /signature', async ({ body }) => {
    // As text: a parser would also find our origin in what no browser shows as its address.
    if (!body.url.startsWith(`${config.publicUrl}/`) || /[#\s]/.test(body.url))
      throw new AppError('refused', 'only addresses of our own origin, without a hash, are signed')
    return sign(body.url)
  })

  handle(app, 'POST /signature/report', async ({ body }, { me, now }) => {
    await keepReport(app.store, { corpId: me.corpId, ...body, at: now })
    return { kept: true as const }
  })
}
