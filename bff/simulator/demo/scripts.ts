import { afterSales } from './scripts/after-sales.ts'
import { exportTrade } from './scripts/export.ts'
import { firstContact } from './scripts/first-contact.ts'
import { gifts } from './scripts/gifts.ts'
import { prices } from './scripts/prices.ts'
import { repeat } from './scripts/repeat.ts'
import { samples } from './scripts/samples.ts'
import type { DemoCategory, DemoScript, ScriptOf } from './scripts/script.ts'
import { seasons } from './scripts/seasons.ts'

const of = (category: DemoCategory, list: ScriptOf[]): DemoScript[] => list.map((script) => ({ ...script, category }))

/** What people of a tea supplier say, in their own words. */
export const scripts: DemoScript[] = [
  ...of('初次接触', firstContact),
  ...of('报价账期', prices),
  ...of('样品试泡', samples),
  ...of('物流售后', afterSales),
  ...of('异议复购', repeat),
  ...of('企业礼品', gifts),
  ...of('节令问候', seasons),
  ...of('出口外贸', exportTrade),
]
