import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
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

describe('the address of the demo without a path', () => {
  it('leads to the simulated WeCom', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kebian-in-app-'))
    mkdirSync(join(folder, 'sidebar/assets'), { recursive: true })
    writeFileSync(join(folder, 'sidebar/index.html'), '<!--host--><!--boot-->')
    writeFileSync(join(folder, 'sidebar/head-start.sha256'), 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
    const app = await buildApp({ config: readConfig({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' }), sidebarFolder: join(folder, 'sidebar') })
    const { statusCode, headers } = await app.inject({ url: '/' })
    expect({ statusCode, location: headers.location }).toEqual({ statusCode: 302, location: '/simulator/' })
    await app.close()
    rmSync(folder, { recursive: true })
  })
})
