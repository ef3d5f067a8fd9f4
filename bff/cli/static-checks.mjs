// What can be said about the sources without running them. Each is one program; two run at a time.
import { binOf, runNode, seconds } from './ground.mjs'

const tool = (name, args, packageName) => [binOf(name, packageName), ...args]
const types = (name, project, packageName) =>
  tool(
    name,
    ['--noEmit', '--incremental', '--tsBuildInfoFile', `.cache/${name}-${project.replaceAll('/', '-')}.tsbuildinfo`, '--project', project],
    packageName,
  )

/** Slowest first, so that the last one does not run alone for long. */
export const staticChecks = () => [
  { name: 'types of the sidebar', args: types('vue-tsc', 'sidebar') },
  { name: 'eslint', args: tool('eslint', ['.', '--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content', '--max-warnings', '0']) },
  { name: 'types of server and shared', args: types('tsc', '.', 'typescript') },
  { name: 'types of journeys and benchmarks', args: types('tsc', 'e2e', 'typescript') },
  { name: 'types of the floors', args: types('vue-tsc', 'e2e/bench/floor/src') },
  { name: 'production build', args: ['bff/cli/build.mjs', '--out', '.cache/production'] },
  { name: 'formatting', args: tool('prettier', ['--check', '.', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn']) },
  { name: 'layers', args: tool('depcruise', ['bff', 'shared', 'sidebar', 'e2e', '--output-type', 'err'], 'dependency-cruiser') },
  { name: 'unused code', args: tool('knip', ['--no-progress']) },
  { name: 'migrations', args: ['bff/cli/check-migrations.mjs'] },
  { name: 'oxlint', args: tool('oxlint', ['--deny-warnings']) },
]

/**
 * Runs checks, `[{ name, args }]`, and prints a line for each as it ends; the words of those that fail follow.
 * Gives `{ passed, failed, skipped: 0 }`.
 */
export async function runChecks(checks, atOnce = 2) {
  const waiting = [...checks]
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, ms } = await runNode(check.args)
      counts[code === 0 ? 'passed' : 'failed']++
      console.log(`  ${code === 0 ? 'ok  ' : 'FAIL'}  ${check.name}  ${seconds(ms)}`)
      if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '        '))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return counts
}
