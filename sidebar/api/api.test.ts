import { afterEach, describe, expect, it, vi } from 'vitest'
import { api } from './api.ts'

const answers = (response: () => Promise<Response>) => vi.stubGlobal('fetch', response)
const codeOf = () => api('GET /me', {}).catch((error: { code: string }) => error.code)

afterEach(() => vi.unstubAllGlobals())

describe('what is no answer of the BFF', () => {
  const page = (status: number) => async () => new Response('<html></html>', { status, headers: { 'content-type': 'text/html' } })

  it.each([403, 413, 451])('is a fault of that one call where something in between refused it with %i', async (status) => {
    answers(page(status))
    expect(await codeOf()).toBe('internal')
  })

  it.each([200, 502, 504])('is the network, for all calls, where a page with %i came in its place', async (status) => {
    answers(page(status))
    expect(await codeOf()).toBe('network')
  })

  it('is the network where nothing came', async () => {
    answers(() => Promise.reject(new TypeError('failed to fetch')))
    expect(await codeOf()).toBe('network')
  })
})
