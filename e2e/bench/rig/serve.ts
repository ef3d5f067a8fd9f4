import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream'
import { brotliCompressSync, constants as zlib } from 'node:zlib'
import type { Certificate } from './certificate.ts'
import { noisePicture } from './picture.ts'
import type { Answer, Target } from './target.ts'

type Request = Http2ServerRequest
type Response = Http2ServerResponse

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const picture = noisePicture()
const blank = '<!doctype html><link rel="icon" href="data:,"><p>.'

/** One HTTP/2 and TLS server that answers for every target's host: its files and canned answers, or what its running server says. */
export async function serveTargets(targets: Target[], { key, cert }: Certificate) {
  const agent = new Agent({ keepAlive: true })
  const misses = new Map<string, number>()
  const miss = (what: string) => misses.set(what, (misses.get(what) ?? 0) + 1)
  for (const target of targets) compressAll(target)
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (incoming, outgoing) => {
    const host = (incoming.headers[':authority'] ?? incoming.headers.host ?? '').toString().split(':')[0] ?? ''
    const url = new URL(incoming.url, `https://${host}`)
    const target = targets.find((candidate) => candidate.host === host)
    if (url.pathname === '/__blank') return send(outgoing, 200, { 'content-type': 'text/html', 'cache-control': 'no-store' }, blank)
    if (target?.origin) return proxy(target, incoming, outgoing, agent, miss)
    if (target && (sendRoute(target, url, outgoing) || sendFile(target, url, outgoing))) return
    if (!url.pathname.includes('favicon')) miss(`${incoming.method} ${host}${url.pathname}`)
    send(outgoing, 404, { 'content-type': 'text/plain' }, 'no route')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    /** What was asked for and not there, with how often. */
    misses,
    close() {
      server.close()
      agent.destroy()
    },
  }
}

function send(response: Response, status: number, headers: Record<string, string>, body: string | Buffer) {
  response.writeHead(status, headers)
  response.end(body)
}

function sendRoute(target: Target, url: URL, response: Response): boolean {
  const entry = Object.entries(target.routes ?? {}).find(([path]) => (path.endsWith('/*') ? url.pathname.startsWith(path.slice(0, -1)) : url.pathname === path))
  if (!entry) return false
  sendAnswer(entry[1], response)
  return true
}

function sendAnswer(answer: Answer, response: Response) {
  if (answer === 'picture') return send(response, 200, { 'content-type': 'image/png', 'cache-control': 'public, max-age=2592000' }, picture)
  if ('redirect' in answer) return send(response, 302, { location: answer.redirect }, '')
  const [text, type] = 'json' in answer ? [JSON.stringify(answer.json), '.json'] : [answer.text, answer.text.startsWith('<!') ? '.html' : '.js']
  const body = squeeze(Buffer.from(text), type)
  send(response, 200, { 'content-type': types[type] ?? '', 'cache-control': 'no-store', ...encoding(body, text.length) }, body)
}

function sendFile(target: Target, url: URL, response: Response): boolean {
  if (!target.dist) return false
  let file = normalize(join(target.dist, decodeURIComponent(url.pathname)))
  if (!file.startsWith(target.dist)) return false
  if (!existsSync(file) || statSync(file).isDirectory()) file = extname(url.pathname) ? '' : join(target.dist, target.index ?? 'index.html')
  if (!file || !existsSync(file)) return false
  const extension = extname(file)
  const whole = contents(target, file)
  const body = squeeze(whole, extension)
  const cache = extension === '.html' ? 'no-cache' : 'public, max-age=31536000, immutable'
  const headers = { 'content-type': types[extension] ?? 'application/octet-stream', 'cache-control': cache, ...encoding(body, whole.length) }
  send(response, 200, headers, body)
  return true
}

function contents(target: Target, file: string): Buffer {
  const bytes = readFileSync(file)
  return extname(file) === '.html' && target.rewriteHtml ? Buffer.from(target.rewriteHtml(bytes.toString())) : bytes
}

/** Before the first load, so that no round pays for it. */
function compressAll(target: Target) {
  if (!target.dist) return
  for (const name of readdirSync(target.dist, { recursive: true, encoding: 'utf8' })) {
    const file = join(target.dist, name)
    if (statSync(file).isFile()) squeeze(contents(target, file), extname(file))
  }
}

const squeezed = new Map<string, Buffer>()

/** Brotli 11 for text of some length, as a production server holds it ready. */
function squeeze(bytes: Buffer, extension: string): Buffer {
  if (bytes.length < 256 || !/text|json|svg/.test(types[extension] ?? '')) return bytes
  const key = bytes.toString('latin1')
  const known = squeezed.get(key)
  if (known) return known
  const made = brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } })
  squeezed.set(key, made)
  return made
}

function encoding(body: Buffer, before: number): Record<string, string> {
  return body.length === before ? {} : { 'content-encoding': 'br' }
}

const hopByHop = /^(:.*|host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings)$/

function endToEnd(headers: IncomingHttpHeaders | Request['headers']) {
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !hopByHop.test(name))) as Record<string, string>
}

/** As it is: streamed, encoded and cached as the running server says. */
function proxy(target: Target, incoming: Request, outgoing: Response, agent: Agent, miss: (what: string) => void) {
  const gone = () => outgoing.stream.destroyed
  const forwarded = { host: target.host, 'x-forwarded-host': target.host, 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' }
  const upstream = request(
    new URL(target.origin ?? ''),
    { path: incoming.url, method: incoming.method, agent, headers: { ...endToEnd(incoming.headers), ...forwarded } },
    (answer) => {
      if (gone()) return answer.destroy()
      outgoing.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
      pipeline(answer, outgoing.stream, () => {})
    },
  )
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    if (gone()) return
    miss(`${error.code} from ${target.origin}`)
    if (outgoing.headersSent) outgoing.stream.destroy()
    else send(outgoing, 502, {}, '')
  })
  outgoing.on('close', () => gone() && upstream.destroy())
  incoming.pipe(upstream)
}
