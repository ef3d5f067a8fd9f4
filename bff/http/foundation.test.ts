import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { createInstance } from './foundation.ts'

describe('the address of a caller', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function addressOf(remoteAddress: string, forwarded: string, trustProxy: string) {
    const app = createInstance(readConfig({ LOG_LEVEL: 'silent', TRUST_PROXY: trustProxy }))
    closing.push(() => app.close())
    app.get('/', async ({ ip }) => ip)
    return (await app.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-for': forwarded } })).body
  }

  it('is the last one that our proxy did not make up, whatever the caller says before it', async () => {
    for (const proxy of ['127.0.0.1', '10.0.0.2', '192.168.1.2', 'fd00::2'])
      expect(await addressOf(proxy, '198.51.100.66, 203.0.113.7, 10.0.0.9', '1')).toBe('203.0.113.7')
  })

  it('is the one of the line when it does not come from our proxy, or none is trusted', async () => {
    expect(await addressOf('203.0.113.7', '198.51.100.66', '1')).toBe('203.0.113.7')
    expect(await addressOf('127.0.0.1', '198.51.100.66', '')).toBe('127.0.0.1')
  })
})
