import { startProduction } from '../fixtures/production.ts'
import { readBudget } from './budget.ts'
import { oursTarget, publicUrl } from './ours.ts'
import { measure } from './rig/measure.ts'

// `request-budget.ts [BUILD]`: one cold load of the built product on slow 4G: how many requests, how deep, to how many hosts, up to the customer's name. Against budget.json, exact.
const production = await startProduction(publicUrl, process.argv[2])
try {
  const ours = await oursTarget(production)
  const errors: string[] = []
  const [cold] = await measure([ours], { rounds: 1, networks: ['slow4g'], onLoad: (row) => errors.push(...row.errors, ...(row.failed ? [row.failed] : [])) })
  const { apiRequests, serialDepth, origins } = readBudget()
  const wanted = { apiReq: apiRequests, depth: serialDepth, origins }
  for (const name of ['apiReq', 'depth', 'origins'] as const) {
    const got = cold?.median[name] ?? 'nothing'
    console.log(`${name} ${got}`)
    if (got !== wanted[name]) errors.push(`${name} up to the customer's name is ${got}, not ${wanted[name]}`)
  }
  for (const error of errors) console.error(error)
  process.exitCode = errors.length > 0 ? 1 : 0
} finally {
  await production.stop()
}
