import { fileURLToPath } from 'node:url'
import { startProduction } from '../fixtures/production.ts'
import { measureBackup } from './backup.ts'
import { countContacts } from './count-contacts.ts'
import { measureFeel } from './feel.ts'
import { figure, medianOf, type BenchFigure } from './figures.ts'
import { buildFloors } from './floor/build.ts'
import { oursTarget, publicUrl } from './ours.ts'
import { measureProfile } from './profile.ts'
import { measureSearch } from './search.ts'
import { measure, type Figure, type Row, type Summary } from './rig/measure.ts'
import { floorTarget } from './targets.ts'

type Known = Pick<BenchFigure, 'id' | 'what' | 'unit' | 'reach'>

/** Figures that are measured together. */
export interface Suite {
  figures: Known[]
  run(): Promise<BenchFigure[]>
}

const rounds = 5
const kB = 1024
const floors = fileURLToPath(new URL('../../.cache/floors', import.meta.url))

const load: Known[] = [
  { id: 'load.api', what: 'API requests up to the name, slow 4G cold', unit: 'requests', reach: '== 1' },
  { id: 'load.depth', what: 'serial depth up to the name, slow 4G cold', unit: 'requests', reach: '== 2' },
  { id: 'load.origins', what: 'origins up to the name, slow 4G cold', unit: 'hosts', reach: '== 1' },
  { id: 'load.javascript', what: 'JavaScript before the first screen is usable', unit: 'kB', reach: '<= 60' },
  { id: 'load.styles', what: 'CSS before the first screen is usable', unit: 'kB', reach: '<= 8' },
  { id: 'load.name', what: 'name visible, slow 4G cold, against floor-2rtt', unit: '×', reach: '<= 1.35' },
  { id: 'load.shift', what: 'layout shift after the first paint', unit: '', reach: '<= 0.02' },
]

const profile: Known[] = [
  { id: 'profile.p99', what: 'profile bundle, inject, SQLite, warm: p99', unit: 'ms', reach: '<= 1.5' },
  { id: 'profile.growth', what: 'its p99 at 100,000 customers against 1,000', unit: '×', reach: '<= 1.3' },
]

const feel: Known[] = [
  { id: 'feel.switch', what: 'chat switch to a cached profile, kept page: the slowest of 20', unit: 'ms', reach: '<= 50' },
  { id: 'feel.reopen', what: 'the same in a new page, after the host has answered: the slowest of 20', unit: 'ms', reach: '<= 50' },
  { id: 'feel.uncached', what: 'requests up to the profile of a chat that was never open', unit: 'requests', reach: '== 1' },
  { id: 'feel.longest', what: 'longest task at 4× CPU: open, switch, tabs, sheets, scroll', unit: 'ms', reach: '<= 200' },
  { id: 'feel.timeline', what: 'frames over 50 ms, scrolling 1,000 rows of a timeline', unit: '%', reach: '<= 1' },
  { id: 'feel.scripts', what: 'frames over 50 ms, scrolling 5,000 scripts', unit: '%', reach: '<= 1' },
]

const backup: Known[] = [{ id: 'backup.p95', what: 'profile route, p95 beside a backup against without, server process, SQLite', unit: '×', reach: '<= 1.2' }]

const search: Known[] = [
  { id: 'search.sqlite', what: 'list and search of 100,000 customers, inject, SQLite: p95 of who waits longest', unit: 'ms', reach: '<= 5' },
  { id: 'search.postgres', what: 'the same on PostgreSQL', unit: 'ms', reach: '<= 10' },
]

export const suites: Suite[] = [
  { figures: load, run: runLoad },
  { figures: profile, run: runProfile },
  { figures: search, run: runSearch },
  { figures: backup, run: runBackup },
  { figures: feel, run: runFeel },
]

async function runLoad(): Promise<BenchFigure[]> {
  const dist = await buildFloors(floors)
  const production = await startProduction(publicUrl)
  try {
    const targets = [floorTarget('floor-2rtt', dist), floorTarget('floor-lean', dist), await oursTarget(production)]
    const onLoad = ({ target, cache, round, visible, failed, errors }: Row) =>
      console.error(`  round ${round + 1} ${target} ${cache}: ${visible?.toFixed(0)} ms ${failed ?? ''} ${errors.join(' | ')}`)
    const contacts = await countContacts(production.simulatorUrl)
    return loadFigures(await measure(targets, { rounds, networks: ['slow4g'], onLoad }), contacts)
  } finally {
    await production.stop()
  }
}

function loadFigures(summaries: Summary[], contacts: number): BenchFigure[] {
  const coldOf = (name: string) => summaries.find(({ target, cache }) => target === name && cache === 'cold')
  const [ours, floor, lean] = [coldOf('ours'), coldOf('floor-2rtt'), coldOf('floor-lean')]
  const value = (summary: Summary | undefined, name: Figure) => (summary && summary.rounds === summary.of ? summary.median[name] : null)
  const worst = (name: Figure) => (ours && ours.rounds === ours.of ? ours.max[name] : null)
  const [visible, floorVisible, leanVisible] = [value(ours, 'visible'), value(floor, 'visible'), value(lean, 'visible')]
  const ms = (time: number | null) => (time === null ? '–' : `${time.toFixed(0)} ms`)
  const inKB = (bytes: number | null) => (bytes === null ? null : bytes / kB)
  const values: Record<string, number | null> = {
    'load.api': worst('apiReq'),
    'load.depth': worst('depth'),
    'load.origins': worst('origins'),
    'load.javascript': inKB(value(ours, 'jsToUsable')),
    'load.styles': inKB(value(ours, 'cssToUsable')),
    'load.name': visible !== null && floorVisible ? visible / floorVisible : null,
    'load.shift': worst('shift'),
  }
  const detail = `${ours?.rounds ?? 0} of ${ours?.of ?? 0} rounds reached it; ours ${ms(visible)}, floor-2rtt ${ms(floorVisible)}, floor-lean ${ms(leanVisible)}; ${contacts} contacts in WeCom`
  return load.map((known) => figure({ ...known, value: values[known.id] ?? null, detail }))
}

async function runProfile(): Promise<BenchFigure[]> {
  const [small, large] = await measureProfile([1000, 100_000], rounds)
  if (!small || !large) return []
  const one = (times: typeof small) => `p50 ${times.p50.toFixed(2)} ms, p99 ${times.p99.toFixed(2)} ms at ${times.customers} customers (${times.rows} rows)`
  const detail = `median of ${rounds} rounds of ${large.requests} requests; ${one(small)}; ${one(large)}`
  const values: Record<string, number> = { 'profile.p99': large.p99, 'profile.growth': large.p99 / small.p99 }
  return profile.map((known) => figure({ ...known, value: values[known.id] ?? null, detail }))
}

async function runFeel(): Promise<BenchFigure[]> {
  const { switches, reopens, uncached, tasks, timelineShares, scriptShares } = await measureFeel()
  const worst = (times: number[]) => Math.max(...times)
  const ms = (times: number[]) => `median ${medianOf(times).toFixed(1)} ms of ${times.length}`
  const percent = (shares: number[]) => `rounds ${shares.map((share) => (share * 100).toFixed(2)).join(', ')} %`
  const values: Record<string, [value: number, detail: string]> = {
    'feel.switch': [worst(switches), ms(switches)],
    'feel.reopen': [worst(reopens), ms(reopens)],
    'feel.uncached': [uncached, 'every request below /api/'],
    'feel.longest': [worst([0, ...tasks.map(({ ms: length }) => length)]), tasks.map(({ during, ms: length }) => `${during} ${length.toFixed(0)}`).join(', ')],
    'feel.timeline': [medianOf(timelineShares) * 100, percent(timelineShares)],
    'feel.scripts': [medianOf(scriptShares) * 100, percent(scriptShares)],
  }
  return feel.map((known) => figure({ ...known, value: values[known.id]?.[0] ?? null, detail: values[known.id]?.[1] ?? '' }))
}

async function runBackup(): Promise<BenchFigure[]> {
  const { ratio, quiet, beside, rows } = await measureBackup(rounds)
  const detail = `median of ${rounds} pairs; p95 ${quiet.toFixed(2)} ms without, ${beside.toFixed(2)} ms beside a backup of ${rows} rows`
  return backup.map((known) => figure({ ...known, value: ratio, detail }))
}

async function runSearch(): Promise<BenchFigure[]> {
  const all = await measureSearch()
  return search.map((known) => {
    const times = all.filter(({ engine }) => known.id === `search.${engine}`)
    const detail = times.map(({ who, p50, p95, slowest, slowestP50 }) => {
      return `${who} p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms, slowest “${slowest}” ${slowestP50.toFixed(1)}`
    })
    return figure({ ...known, value: Math.max(...times.map(({ p95 }) => p95)), detail: detail.join('; ') })
  })
}
