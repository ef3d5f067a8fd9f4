import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kebian-import-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 's.csv'), 'id,category,title,answer\n1,开场,问好,您好\n')

const CORP = {
  KEBIAN_MODE: 'production',
  PUBLIC_URL: 'https://kebian.example',
  WECOM_CORP_ID: 'wwreal000000000001',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-app',
  SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz012345',
  PHONE_KEY: 'zyxwvutsrqponmlkjihgfedcba543210',
}

/** Imports one script with these settings and no others. */
function runIn(cwd: string, settings: Record<string, string> = {}) {
  const args = ['--import', 'tsx', 'bff/cli/import.ts', 'scripts', join(folder, 's.csv')]
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...settings }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env })
  return { status, said: stdout.trim().split('\n'), failed: stderr.trim() }
}

describe('an import from the command line', () => {
  it('first says that it goes into the demo, and where that is', () => {
    expect(runIn('.')).toEqual({
      status: 0,
      said: [`Importing into 青屿茶业 (demo), SQLite in ${join(folder, 'data')}`, 'Imported: 1 new, 0 changed, 0 unchanged, 0 refused'],
      failed: '',
    })
  })

  it('first says that it goes into the corp of the settings', () => {
    expect(runIn('.', CORP).said[0]).toBe(`Importing into wwreal000000000001, SQLite in ${join(folder, 'data')}`)
  })

  it('without a demo and without settings says in one sentence what to do', () => {
    const built = join(folder, 'built')
    for (const part of ['bff', 'shared', 'migrations', 'package.json', 'tsconfig.json']) {
      cpSync(part, join(built, part), { recursive: true, filter: (path) => !/[\\/]simulator([\\/]|$)/.test(path) })
    }
    symlinkSync(resolve('node_modules'), join(built, 'node_modules'))
    const { status, said, failed } = runIn(built)
    expect({ status, said }).toEqual({ status: 1, said: [''] })
    expect(failed).toMatch(/^This build is for production and has no demo: .*node --env-file=\.env.*\.$/)
    expect(runIn(built, CORP).status).toBe(0)
  })
})
