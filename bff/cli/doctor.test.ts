import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kebian-doctor-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** With these settings and no others. */
function run(args: string[], settings: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, DATA_DIR: folder, ...settings }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bff/cli/doctor.ts', ...args], { encoding: 'utf8', env })
  return { status, lines: stdout.trimEnd().split('\n'), stdout, stderr }
}

describe('npm run doctor', () => {
  it('ends with a count, and with 1 when something failed; without settings it asks for those of a real corp', () => {
    const { status, lines, stderr } = run([])
    expect([status, lines[0], lines.at(-1), stderr]).toEqual([1, '✗ settings: 6 to mend', 'Doctor: 0 passed, 1 failed, 17 not checked', ''])
  })

  it('gives the same to scripts with --json', () => {
    const { status, stdout } = run(['--json'])
    const told = JSON.parse(stdout) as { findings: { id: string; outcome: string }[]; failed: number }
    expect([status, told.failed, told.findings[0]]).toEqual([1, 1, expect.objectContaining({ id: 'settings', outcome: 'failed', fix: expect.any(String) })])
  })

  it('says how it is used', () => {
    const { status, stdout, stderr } = run(['--jsno'])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Unknown option '--jsno': npm run doctor -- \[--json\]\.\n$/)
  })
})
