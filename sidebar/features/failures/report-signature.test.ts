import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Failure, Outcome } from '../../head-start/outcome.ts'
import { ME, stubApi } from '../fixtures/test-kit.ts'
import { reportSignature } from './report-signature.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: { client: () => 'mac' } }))

const ADDRESS = { origin: 'https://kebian.example', pathname: '/sidebar/' }
const ACCEPTED: Outcome = { state: 'none', me: ME, host: { entry: 'normal' } }
const failed = (failure: Partial<Failure>): Outcome => ({
  state: 'failed',
  failure: { kind: 'signature', keyword: 'invalid signature', requestId: '', ...failure },
})

describe('what the host said of the signature', () => {
  let calls: ReturnType<typeof stubApi>
  beforeEach(() => {
    localStorage.clear()
    calls = stubApi({ 'POST /signature/report': () => ({ kept: true }) })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is told with the client and the address, without query and hash', async () => {
    await reportSignature(ACCEPTED, ADDRESS)
    expect(calls.map(({ body }) => body)).toEqual([{ client: 'mac', outcome: 'accepted', keyword: '', address: 'https://kebian.example/sidebar/' }])
  })

  it.each([
    ['signature', 'invalid signature', 'signature'],
    ['not_in_range', 'not in allow list', 'not_in_range'],
    ['bridge', 'x'.repeat(300), 'other'],
    ['wrong_entry', 'without context', 'accepted'],
  ] as const)('is told when it is %s', async (kind, keyword, outcome) => {
    await reportSignature(failed({ kind, keyword }), ADDRESS)
    expect(calls[0]?.body).toMatchObject({ outcome, keyword: outcome === 'accepted' ? '' : keyword.slice(0, 200) })
  })

  it('is told once a day as long as it is the same', async () => {
    for (const outcome of [ACCEPTED, ACCEPTED, failed({}), failed({}), ACCEPTED]) await reportSignature(outcome, ADDRESS)
    expect(calls.map(({ body }) => (body as { outcome: string }).outcome)).toEqual(['accepted', 'signature', 'accepted'])
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 24 * 3600_000)
    await reportSignature(ACCEPTED, ADDRESS)
    expect(calls).toHaveLength(4)
    vi.restoreAllMocks()
  })

  it('is not guessed from a failure of the server, outside WeCom, or after a login that failed', async () => {
    await reportSignature(failed({ kind: 'not_in_range', keyword: 'forbidden', requestId: 'req-1' }), ADDRESS)
    for (const kind of ['outside', 'server', 'wecom', 'session', 'bug'] as const) await reportSignature(failed({ kind, keyword: kind }), ADDRESS)
    vi.stubGlobal('kebian', { boot: { failure: 'not_in_range' } })
    await reportSignature(failed({ kind: 'not_in_range', keyword: 'not_in_range' }), ADDRESS)
    expect(calls).toEqual([])
  })

  it('is told again by the next page when it did not arrive', async () => {
    calls = stubApi({})
    await reportSignature(ACCEPTED, ADDRESS)
    calls = stubApi({ 'POST /signature/report': () => ({ kept: true }) })
    await reportSignature(ACCEPTED, ADDRESS)
    expect(calls).toHaveLength(1)
  })
})
