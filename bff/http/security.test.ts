import { afterEach, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'

describe('who may show a page in a frame', () => {
  let test: TestApp
  afterEach(() => test.close())

  const frameAncestors = async (settings?: Record<string, string>) => {
    test = await startTestApp({ ...(settings && { settings }) })
    const { headers } = await test.app.inject({ url: '/sidebar/' })
    return /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy']))?.[1]
  }

  it('is nobody in production', async () => {
    expect(await frameAncestors()).toBe("'none'")
  })

  it('is who the setting names, and nobody else', async () => {
    expect(await frameAncestors({ FRAME_ANCESTORS: 'https://desk.example.com https://crm.example.com' })).toBe(
      'https://desk.example.com https://crm.example.com',
    )
  })
})

describe('a method that an address does not take', () => {
  let test: TestApp
  afterEach(() => test.close())

  it('is refused as such, with those that it takes', async () => {
    test = await startTestApp()
    const refused = async (method: string, url: string) => {
      const { status, headers, body } = await test.call(method, url)
      return [status, headers.allow, body?.error?.code]
    }
    expect(await refused('DELETE', '/api/customers/01JQZX5W3C8M2N4P6R7S9T0VWX')).toEqual([405, 'GET, HEAD', 'method_not_allowed'])
    expect(await refused('GET', '/api/customers/01JQZX5W3C8M2N4P6R7S9T0VWX/tags/x?y=1')).toEqual([405, 'DELETE, PUT', 'method_not_allowed'])
    expect(await refused('POST', '/sidebar/')).toEqual([405, 'GET, HEAD', 'method_not_allowed'])
    expect(await refused('POST', '/WW_verify_aB3dE6gH9jK2mN5p.txt')).toEqual([405, 'GET, HEAD', 'method_not_allowed'])
    expect(await refused('GET', '/auth/nowhere')).toEqual([404, undefined, 'not_found'])
    expect(await refused('PUT', '/api/customersX')).toEqual([404, undefined, 'not_found'])
  })
})
