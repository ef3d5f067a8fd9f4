import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_STATUS } from '../../shared/contracts/error.ts'
import { readConfig } from '../config.ts'
import { errorEnvelope } from './error-envelope.ts'
import { createInstance } from './foundation.ts'

const SECRET = 'session-of-somebody'
const HOST = 'host: kebian'

describe('a request that Node does not hand on', () => {
  const lines: string[] = []
  const answered: string[] = []
  const app = createInstance(readConfig({ LOG_LEVEL: 'info' }), { write: (line) => void lines.push(line) })
  let port: number

  beforeAll(async () => {
    await app.register(errorEnvelope)
    app.addHook('onSend', async (request, reply) => void answered.push(`${request.method} ${reply.statusCode}`))
    app.get('/', async () => ({ ok: true }))
    app.post('/', async () => ({ ok: true }))
    app.get('/slow', (_request, reply) => void reply.hijack().raw.writeHead(200, { 'content-length': 5 }).write('be'))
    await app.listen({ host: '127.0.0.1', port: 0 })
    port = (app.server.address() as AddressInfo).port
  })
  afterAll(() => app.close())

  /** Sends the words as they are, the further ones once an answer has begun. Gives all that comes back until the line is closed. */
  async function say(words: string, further?: string): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    const closed = once(socket, 'close')
    let heard = ''
    socket.on('data', (part) => (heard += String(part)))
    socket.write(words)
    if (further) socket.once('data', () => socket.write(further))
    await closed
    return heard
  }

  function read(answer: string) {
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    const [first = '', ...headers] = head.split('\r\n')
    return {
      status: Number(first.split(' ')[1]),
      headers: Object.fromEntries(headers.map((line) => line.toLowerCase().split(': ', 2))),
      body: JSON.parse(body || 'null'),
    }
  }

  const request = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`

  it.each([
    ['an address beyond 16 kB', 'headers_too_large', request(`GET /?a=${'a'.repeat(200_000)} HTTP/1.1`, HOST)],
    ['headers beyond 16 kB', 'headers_too_large', request('GET / HTTP/1.1', HOST, `cookie: ${'a'.repeat(20_000)}`)],
    ['a control character in a header', 'bad_request', request('GET / HTTP/1.1', HOST, 'x-note: a\u0001b')],
    ['a method that nobody knows', 'bad_request', request('BREW / HTTP/1.1', HOST)],
    ['a broken first line', 'bad_request', request('nonsense')],
    ['another protocol', 'bad_request', request('GET / HTTP/9.9', HOST)],
    [
      'a body whose pieces are broken',
      'bad_request',
      request('POST / HTTP/1.1', HOST, 'content-type: application/json', 'transfer-encoding: chunked') + 'zz\r\n',
    ],
    ['two lengths of one body', 'bad_request', request('POST / HTTP/1.1', HOST, 'content-length: 1', 'content-length: 2')],
    ['no host', 'bad_request', request('GET / HTTP/1.1', 'connection: close')],
    ['a tunnel', 'method_not_allowed', request('CONNECT example.com:443 HTTP/1.1', HOST)],
  ] as const)('for %s is answered in the envelope, and the line is closed', async (_words, code, sent) => {
    const { status, headers, body } = read(await say(sent))
    expect({ status, body }).toEqual({
      status: ERROR_STATUS[code],
      body: { error: { code, message: expect.any(String), requestId: expect.stringMatching(/^[0-9a-z]{8}-[0-9a-f]{4}$/) } },
    })
    expect(headers).toMatchObject({ connection: 'close', 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' })
  })

  it('is in the log by its request id, without a word of what was sent', async () => {
    const { body } = read(await say(request('GET /?code=one-use-code HTTP/1.1', HOST, `cookie: kebian=${SECRET}`, 'x-note: a\u0001b')))
    expect(lines.filter((line) => line.includes(body.error.requestId))).toHaveLength(1)
    expect(lines.join('')).not.toMatch(/session-of-somebody|one-use-code/)
  })

  it('does not damage an answer that is on its way', async () => {
    const heard = await say(request('GET /slow HTTP/1.1', HOST), request('nonsense'))
    expect(heard).toMatch(/200 OK[^]*\r\n\r\nbe$/)
  })

  it('ends nothing but its line when a caller asks for a tunnel and is gone', async () => {
    const broken: unknown[] = []
    const note = (error: unknown) => void broken.push(error)
    process.on('uncaughtExceptionMonitor', note)
    for (let at = 0; at < 20; at++) {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(request('CONNECT example.com:443 HTTP/1.1', HOST))
      socket.resetAndDestroy()
      await once(socket, 'close')
    }
    expect(read(await say(request('GET / HTTP/1.1', HOST, 'connection: close')))).toMatchObject({ status: 200 })
    process.off('uncaughtExceptionMonitor', note)
    expect(broken).toEqual([])
  })

  it('of a caller who hangs up in the middle is no trouble of the database', async () => {
    for (const list of [lines, answered]) list.length = 0
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`${request('POST / HTTP/1.1', HOST, 'content-type: application/json', 'content-length: 100')}{"a":`)
    await expect.poll(() => lines.join('')).toContain('incoming request')
    socket.destroy()
    await expect.poll(() => answered).toEqual(['POST 400'])
    expect(lines.join('')).not.toContain('the database does not answer')
  })

  it('for an upgrade or an expectation that we do not know is served as if it had not asked', async () => {
    for (const asked of ['connection: upgrade\r\nupgrade: websocket', 'connection: close\r\nexpect: a-miracle']) {
      const socket = connect(port, '127.0.0.1')
      socket.write(request('GET / HTTP/1.1', HOST, asked))
      const [heard] = await once(socket, 'data')
      expect(read(String(heard)), asked).toMatchObject({ status: 200, body: { ok: true } })
      socket.destroy()
    }
  })
})
