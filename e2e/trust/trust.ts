import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Proof {
  id: string
  what: string
  /** Minutes are too long for `--quick`. */
  slow: boolean
  /** Below `e2e/trust`. */
  spec: string
}

interface Result extends Omit<Proof, 'spec'> {
  passed: number
  failed: number
  notRun: number
}

const proofs: Proof[] = [
  {
    id: 'screens',
    what: 'every screen in both themes, at 320 px, at 200 % and in English: axe, nothing outside, nothing out of reach, no Chinese beside data',
    slow: true,
    spec: 'every-screen',
  },
  {
    id: 'kills',
    what: 'a browser killed with a write on its way, twenty times between request and answer: none lost, none stored twice',
    slow: true,
    spec: 'kills',
  },
]

// `npm run trust -- [--quick] [--only ID…] [--json FILE]`: the slow proofs. Exit code 1 when one failed.
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] }, json: { type: 'string' } },
  allowPositionals: true,
})
const only = [...values.only, ...positionals]
const stranger = only.find((name) => !proofs.some(({ id }) => id === name))
if (stranger) {
  console.error(`There is no proof ${stranger}. There are: ${proofs.map(({ id }) => id).join(', ')}.`)
  process.exit(1)
}

execFileSync(process.execPath, ['bff/cli/sidebar-build.mjs'], { stdio: 'inherit' })
const results = proofs.filter(({ id }) => only.length === 0 || only.includes(id)).map((proof) => (values.quick && proof.slow ? notRun(proof) : run(proof)))
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
const sum = (name: 'passed' | 'failed' | 'notRun') => results.reduce((total, result) => total + result[name], 0)
console.log(`Trust: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('notRun')} not run`)
process.exitCode = sum('failed') > 0 ? 1 : 0

function notRun({ spec: _spec, ...proof }: Proof): Result {
  return { ...proof, passed: 0, failed: 0, notRun: 1 }
}

function run({ spec, ...proof }: Proof): Result {
  console.log(proof.what)
  const folder = mkdtempSync(join(tmpdir(), 'kebian-trust-'))
  const report = join(folder, 'report.json')
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/trust/playwright.config.ts', `${spec}.spec.ts`, '--reporter=line,json']
  spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report } })
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as { stats: { expected: number; unexpected: number; skipped: number } }
  rmSync(folder, { recursive: true })
  return { ...proof, passed: stats.expected, failed: stats.unexpected, notRun: stats.skipped }
}
