import { describe, expect, it } from 'vitest'
import { demoConfig } from './in-app.ts'

const PUBLIC = { port: 5180, publicUrl: 'https://demo.example.com', adminUserIds: [] }

describe('the demo behind a public address', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:5180'],
    ['0.0.0.0', 'http://127.0.0.1:5180'],
    ['::', 'http://[::1]:5180'],
    ['::1', 'http://[::1]:5180'],
    ['192.0.2.7', 'http://192.0.2.7:5180'],
  ])('on %s calls its simulated WeCom at %s, and browsers log in at the public one', (host, origin) => {
    const { wecom } = demoConfig({ ...PUBLIC, host })
    expect(wecom.apiBase).toBe(`${origin}/simulator/wecom`)
    expect(wecom.oauthBase).toBe('https://demo.example.com/simulator/wecom')
  })
})
