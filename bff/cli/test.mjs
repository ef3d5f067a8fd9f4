// `npm test`, `npm run check` (--check) and `npm run quick` (--quick). The last line is always `Tests: N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { binOf, command, root, run, runNode, seconds } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt } from './sidebar-build.mjs'
import { runChecks, staticChecks } from './static-checks.mjs'

const budgets = [
  { name: 'bytes', args: ['--import', 'tsx', 'e2e/bench/byte-budget.ts', '.cache/production/sidebar'] },
  { name: 'requests', args: ['--import', 'tsx', 'e2e/bench/request-budget.ts', '.cache/production'] },
]

const stages = {
  static: { title: 'Static checks', run: () => runChecks(staticChecks()) },
  budgets: { title: 'Bundle and request budget', run: async () => (await ensureBuilt(), runChecks(budgets, 1)) },
  vitest: { title: 'Unit and integration tests', run: () => vitest(['run']) },
  journeys: { title: 'Browser journeys', run: journeys },
  types: { title: 'Types', run: () => runChecks(staticChecks().filter(({ name }) => name.startsWith('types'))) },
  touched: { title: 'Tests touched by what changed', run: async () => vitest(['run', '--changed', ...(await sinceWhen())]) },
}

const wanted = process.argv.includes('--check')
  ? ['static', 'budgets']
  : process.argv.includes('--quick')
    ? ['touched', 'types']
    : ['static', 'budgets', 'vitest', 'journeys']

await command(async () => {
  await ensureInstalled()
  mkdirSync(join(root, '.cache'), { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  const times = []
  for (const name of wanted) {
    const { title, run: runStage } = stages[name]
    console.log(`\n${title}`)
    const from = performance.now()
    const counts = await runStage().catch((error) => (console.error(error.message), { passed: 0, failed: 1, skipped: 0 }))
    for (const key of Object.keys(total)) total[key] += counts[key]
    times.push(`  ${title}: ${seconds(performance.now() - from)}, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
  console.log(`\n${times.join('\n')}\n`)
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed === 0 ? 0 : 1
})

/** A failure that no test owns (a file that does not load, an error after the end) counts as one failed test. */
function atLeastOne(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

async function vitest(args) {
  const report = join(root, '.cache/vitest.json')
  rmSync(report, { force: true })
  const { code } = await runNode([binOf('vitest'), ...args, '--passWithNoTests', '--reporter=dot', '--reporter=json', '--outputFile.json=.cache/vitest.json'], {
    echo: true,
  })
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = readReport(report)
  return atLeastOne({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, code)
}

async function journeys() {
  const report = join(root, '.cache/journeys.json')
  rmSync(report, { force: true })
  await ensureBuilt()
  const { code } = await runNode([binOf('playwright', '@playwright/test'), 'test', '--pass-with-no-tests', '--reporter=line,json'], {
    echo: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {}
  return atLeastOne({ passed: expected, failed: unexpected + flaky, skipped }, code)
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** Uncommitted work when there is any, otherwise the last commit. */
async function sinceWhen() {
  const { output } = await run('git', ['status', '--porcelain'])
  return output.trim() ? [] : ['HEAD~1']
}
