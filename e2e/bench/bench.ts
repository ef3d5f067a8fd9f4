import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { notMeasured, tableOf, type BenchFigure } from './figures.ts'
import { suites } from './suites.ts'

// `npm run bench -- [--only ID…] [--json FILE]`: every figure beside its bar. Exit code 1 when one is missed or could not be measured.
const { values, positionals } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, json: { type: 'string' } },
  allowPositionals: true,
})
const only = [...values.only, ...positionals]
const isWanted = ({ id }: { id: string }) => only.length === 0 || only.some((name) => id === name || id.startsWith(`${name}.`))

const known = suites.flatMap(({ figures }) => figures)
const stranger = only.find((name) => !known.some(({ id }) => id === name || id.startsWith(`${name}.`)))
if (stranger) {
  console.error(`There is no figure ${stranger}. There are: ${known.map(({ id }) => id).join(', ')}.`)
  process.exit(1)
}

execFileSync(process.execPath, ['bff/cli/build.mjs'], { stdio: 'inherit' })
const measured: BenchFigure[] = []
for (const suite of suites.filter(({ figures }) => figures.some(isWanted))) {
  measured.push(...(await suite.run().catch((error: unknown) => notMeasured(suite.figures, error))).filter(isWanted))
}
console.log(`\n${tableOf(measured)}`)
if (values.json) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`)
process.exitCode = measured.every(({ ok }) => ok) ? 0 : 1
