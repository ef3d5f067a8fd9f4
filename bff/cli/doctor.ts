import { parseArgs } from 'node:util'
import { productionConfigFromProcess } from '../config.ts'
import { examine } from './doctor/examine.ts'
import { countOf, inWords, totalInWords, type Finding } from './doctor/finding.ts'
import { visit } from './doctor/visit.ts'

const USAGE = 'npm run doctor -- [--json]'

// `npm run doctor`: see docs/connect.md.
const json = wantsJson()
if (json !== undefined) process.exitCode = (await run(json)) ? 0 : 1

/** @returns whether nothing failed */
async function run(asJson: boolean): Promise<boolean> {
  const findings: Finding[] = []
  for await (const finding of examine({ readSettings: productionConfigFromProcess, now: () => new Date(), visit })) {
    findings.push(finding)
    if (!asJson) console.log(inWords(finding))
  }
  console.log(asJson ? JSON.stringify({ findings, ...countOf(findings) }, null, 2) : totalInWords(findings))
  return countOf(findings).failed === 0
}

/** @returns undefined when something was asked for that there is not */
function wantsJson(): boolean | undefined {
  try {
    return parseArgs({ options: { json: { type: 'boolean' } } }).values.json ?? false
  } catch (error) {
    console.error(`${(error as Error).message.split('.')[0]}: ${USAGE}.`)
    process.exitCode = 1
    return undefined
  }
}
