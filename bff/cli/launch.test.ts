import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const launch = (folder: string, ...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, ['bff/cli/launch.mjs', ...args], { cwd: folder, encoding: 'utf8' })
  return { status, said: stderr.trim() }
}

describe('a program', () => {
  it('runs from its source where the development packages are', () => {
    expect(launch('.', 'bff/cli/import.ts')).toEqual({ status: 1, said: expect.stringMatching(/^Say what to import .+\.$/) })
  })

  describe('where only what runs Kebian is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kebian-launch-'))
    beforeAll(() => {
      cpSync('bff/cli', join(folder, 'bff/cli'), { recursive: true })
      cpSync('package.json', join(folder, 'package.json'))
      mkdirSync(join(folder, 'node_modules'))
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    it('that was not built yet is told to be', () => {
      expect(launch(folder, 'bff/cli/import.ts')).toEqual({ status: 1, said: expect.stringContaining('dist/bff/import.js is missing: run `npm run build`') })
    })

    it('that is never built is refused, and nothing else is run in its place', () => {
      mkdirSync(join(folder, 'dist/bff'), { recursive: true })
      cpSync('package.json', join(folder, 'dist/bff/server.js'))
      const said = 'bff/simulator/server.ts needs the development packages: run `npm ci` without --omit=dev.'
      expect(launch(folder, 'bff/simulator/server.ts')).toEqual({ status: 1, said })
    })
  })
})
