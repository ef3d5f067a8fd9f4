import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BUILDER = "console.log('builder', process.pid); setInterval(() => undefined, 1000)"
const NPM = "require('node:child_process').spawn(process.execPath, ['bff/cli/dev.mjs'], { stdio: 'inherit' })"

describe('npm run dev', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-dev-'))
  const left = new Set<number>()

  const write = (path: string, words: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), words)
  }
  beforeAll(() => {
    cpSync('bff/cli', join(folder, 'bff/cli'), { recursive: true })
    for (const path of ['shared', 'node_modules/tsx']) mkdirSync(join(folder, path), { recursive: true })
    write('package.json', '{"type":"module"}')
    write('package-lock.json', '{}')
    write('node_modules/vite/package.json', '{"bin":"vite.cjs"}')
    write('node_modules/vite/vite.cjs', BUILDER)
    const installed = { lock: createHash('sha256').update('{}').digest('hex'), platform: `${process.platform}-${process.arch}`, abi: process.versions.modules }
    write('node_modules/.kebian-installed', JSON.stringify(installed))
  })
  afterAll(() => {
    for (const pid of left) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true })
  })

  it('leaves nothing running when npm alone is ended', async () => {
    const npm = spawn(process.execPath, ['-e', NPM], { cwd: folder, env: { ...process.env, npm_lifecycle_event: 'dev' }, stdio: ['ignore', 'pipe', 'inherit'] })
    npm.stdout.on('data', (part) => {
      for (const [, pid] of String(part).matchAll(/builder (\d+)/g)) left.add(Number(pid))
      if (left.size === 2) npm.kill('SIGKILL')
    })
    // all that runs writes to the same pipe: it is closed when the last one has ended
    await once(npm, 'close')
    expect(left.size).toBe(2)
    left.clear()
  })
})
