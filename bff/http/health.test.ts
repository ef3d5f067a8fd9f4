import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import { routes } from '../../shared/contracts/index.ts'
import { buildApp } from '../app.ts'

describe('a process that only works on jobs', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kebian-worker-'))
  let test: TestApp
  let worker: FastifyInstance

  beforeAll(async () => {
    test = await startTestApp()
    const { config } = test.app
    worker = await buildApp({ config: { ...config, role: 'worker', dataDir }, sidebarFolder: join(config.dataDir, '..', 'sidebar') })
    await worker.ready()
  })
  afterAll(async () => {
    await worker.close()
    await test.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('says how it is', async () => {
    for (const url of ['/healthz', '/readyz']) expect((await worker.inject({ url })).statusCode).toBe(200)
  })

  it('serves no page, no login and no API', async () => {
    const api = Object.keys(routes).map((key) => key.split(' ') as [string, string])
    const pages = ['/sidebar', '/sidebar/', '/sidebar/assets/x.js', '/auth/login', '/auth/callback?code=x&state=y', '/openapi.json', '/nothing']
    for (const [method, url] of [...api.map(([method, path]) => [method, `/api${path}`]), ...pages.map((url) => ['GET', url])] as [string, string][]) {
      const answer = await worker.inject({ method: method as 'GET', url })
      expect([url, answer.statusCode, answer.json().error.code]).toEqual([url, 404, 'not_found'])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })
})
