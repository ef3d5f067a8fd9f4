import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { BridgeError, type BridgeFailure } from '../wecom/bridge-error.ts'
import { failureOf, loadContext } from './load-context.ts'

const context = vi.hoisted(() => vi.fn())
vi.mock('../wecom/bridge.ts', () => ({ bridge: { context } }))
afterEach(() => vi.unstubAllGlobals())

describe('loadContext', () => {
  it('tells the BFF what the host said, in one request, and gives its answer with it', async () => {
    const fetch = vi.fn(async (_url: string, _init: { body: string }) => new Response(JSON.stringify({ state: 'unknown', me: { name: '林晓' } })))
    vi.stubGlobal('fetch', fetch)
    context.mockResolvedValue({ entry: 'single_chat_tools', externalUserId: 'wmA' })
    expect(await loadContext()).toEqual({ state: 'unknown', me: { name: '林晓' }, host: { entry: 'single_chat_tools', externalUserId: 'wmA' } })
    expect(fetch).toHaveBeenCalledOnce()
    expect(JSON.parse(fetch.mock.calls[0]?.[1].body ?? '')).toEqual({ entry: 'single_chat_tools', externalUserId: 'wmA' })
  })

  it('does not ask the host again for what it is saying already', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ state: 'unknown' })))
    context.mockRejectedValue(new Error('asked twice'))
    const host = { entry: 'single_chat_tools' as const, externalUserId: 'wmA' }
    expect(await loadContext({ host: Promise.resolve(host) })).toMatchObject({ state: 'unknown', host })
  })

  it('never rejects: what went wrong is an outcome too', async () => {
    context.mockRejectedValue(new BridgeError('signature', 'invalid signature'))
    expect(await loadContext()).toEqual({ state: 'failed', failure: { kind: 'signature', keyword: 'invalid signature', requestId: '' } })
  })
})

describe('failureOf', () => {
  it.each<[BridgeFailure, string]>([
    ['outside', 'outside'],
    ['signature', 'signature'],
    ['no_permission', 'no_permission'],
    ['not_in_range', 'not_in_range'],
    ['unsupported', 'unsupported'],
    ['timeout', 'timeout'],
    ['wrong_entry', 'wrong_entry'],
    ['unknown', 'bridge'],
    ['bad_material', 'bridge'],
  ])('leads a host that says %s to the page %s', (kind, page) =>
    expect(failureOf(new BridgeError(kind, 'word'))).toEqual({ kind: page, keyword: 'word', requestId: '' }),
  )

  it.each([
    [new ApiError('unauthenticated', 401, 'req-1'), 'session'],
    [new ApiError('forbidden', 403, 'req-1'), 'not_in_range'],
    [new ApiError('wecom_failed', 502, 'req-1'), 'wecom'],
    [new ApiError('rate_limited', 429, 'req-1'), 'rate'],
    [new ApiError('unavailable', 503, 'req-1'), 'server'],
    [new ApiError('network'), 'server'],
    [new ApiError('internal', 500, 'req-1'), 'bug'],
  ])('leads the answer %o to its page, with the request number', (error, kind) =>
    expect(failureOf(error)).toEqual({ kind, keyword: error.code, requestId: error.requestId }),
  )

  it('tells an admin which code WeCom gave, and which address it refused', () => {
    const refused = new ApiError('wecom_failed', 502, 'req-1', { errcode: 60020, ip: '203.0.113.9' })
    expect(failureOf(refused)).toEqual({ kind: 'wecom', keyword: 'wecom_failed 60020 203.0.113.9', requestId: 'req-1' })
  })

  it('looks through the host at the BFF that would not sign the page', () => {
    expect(failureOf(new BridgeError('unknown', 'unauthenticated', new ApiError('unauthenticated', 401, 'req-2')))).toEqual({
      kind: 'session',
      keyword: 'unauthenticated',
      requestId: 'req-2',
    })
  })
})
