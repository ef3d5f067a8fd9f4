import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'

const NAME = 'WW_verify_aB3dE6gH9jK2mN5p.txt'

describe('the file that proves whose domain it is', () => {
  let test: TestApp
  const inData = (name: string) => join(test.app.config.dataDir, name)
  const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => test.app.inject({ method, url })

  beforeAll(async () => {
    test = await startTestApp()
  })
  afterAll(() => test.close())

  it('is served to anybody as plain text, from the moment that it lies in DATA_DIR until it is taken away', async () => {
    expect((await get(`/${NAME}`)).statusCode).toBe(404)
    writeFileSync(inData(NAME), 'aB3dE6gH9jK2mN5p')
    const { statusCode, body, headers } = await get(`/${NAME}?from=wecom`)
    expect([statusCode, body, headers['content-type']]).toEqual([200, 'aB3dE6gH9jK2mN5p', 'text/plain; charset=utf-8'])
    expect(headers['cache-control']).toBe('no-store')
    expect((await get(`/${NAME}`, 'HEAD')).statusCode).toBe(200)
    rmSync(inData(NAME))
    expect((await get(`/${NAME}`)).statusCode).toBe(404)
  })

  it.each([
    '/WW_verify_.txt',
    '/WW_verify_short.txt',
    '/WW_verify_aB3dE6gH9jK2mN5pX.txt',
    '/WW_verify_aB3dE6gH9jK2mN5p.txt.bak',
    '/WW_verify_aB3dE6gH9jK2mN5p.html',
    '/ww_verify_aB3dE6gH9jK2mN5p.txt',
    '/WW_verify_..%2Fkebian.sqlite.txt',
    '/WW_verify_%2e%2e%2fsecret.txt',
    '/WW_verify_a%00B3dE6gH9jK2mN5.txt',
    '/WW_verify_../kebian.sqlite',
    '/kebian.sqlite',
    '/sub/WW_verify_aB3dE6gH9jK2mN5p.txt',
  ])('is not what is asked for as %s', async (url) => {
    mkdirSync(inData('sub'), { recursive: true })
    for (const name of ['WW_verify_short.txt', 'WW_verify_aB3dE6gH9jK2mN5pX.txt', `${NAME}.bak`, 'WW_verify_aB3dE6gH9jK2mN5p.html', `sub/${NAME}`])
      writeFileSync(inData(name), 'not to be seen')
    const answer = await get(url)
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not_found'])
  })

  it.each<[string, (path: string) => void]>([
    ['a link to another file', (path) => symlinkSync(inData('kebian.sqlite'), path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a socket', (path) => void createServer().listen(path).unref()],
    ['larger than any of WeCom', (path) => writeFileSync(path, 'x'.repeat(257))],
  ])('is not served when it is %s', async (_what, make) => {
    make(inData(NAME))
    try {
      expect((await get(`/${NAME}`)).statusCode).toBe(404)
    } finally {
      rmSync(inData(NAME), { recursive: true })
    }
  })
})
