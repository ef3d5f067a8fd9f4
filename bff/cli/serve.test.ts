import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('npm run serve', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-serve-'))
  beforeAll(() => {
    cpSync('bff/cli', join(folder, 'bff/cli'), { recursive: true })
    cpSync('package.json', join(folder, 'package.json'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const serve = () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: { serve: string } }
    const [, ...args] = scripts.serve.split(' ')
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    return { status, said: stdout.trim(), complained: stderr.trim() }
  }

  it('before a build says so in one line', () => {
    expect(serve()).toEqual({ status: 1, said: '', complained: expect.stringMatching(/^dist\/bff\/server\.js is missing: run `npm run build` first[^\n]+$/) })
  })

  it('runs what was built, with the memory that the server needs, and ends as it ends', () => {
    mkdirSync(join(folder, 'dist/bff'), { recursive: true })
    writeFileSync(join(folder, 'dist/bff/server.js'), 'console.log(process.execArgv.join()); process.exitCode = 7')
    expect(serve()).toEqual({ status: 7, said: '--max-semi-space-size=32', complained: '' })
  })
})
