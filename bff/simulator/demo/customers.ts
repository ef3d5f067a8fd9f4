import { companies } from './customers/companies.ts'
import type { DemoCustomer } from './customers/customer.ts'
import { dining } from './customers/dining.ts'
import { drinkers } from './customers/drinkers.ts'
import { giftBuyers } from './customers/gift-buyers.ts'
import { regulars } from './customers/regulars.ts'
import { restaurants } from './customers/restaurants.ts'
import { shops } from './customers/shops.ts'
import { teaHouses } from './customers/tea-houses.ts'
import { trade } from './customers/trade.ts'

const all = { ...teaHouses, ...shops, ...dining, ...restaurants, ...drinkers, ...regulars, ...companies, ...giftBuyers, ...trade }

/** The short name of a customer of the demo. */
export type Slug = keyof typeof all

/** The customers by their short names. */
export const customers: Record<Slug, DemoCustomer> = all

export const slugs = Object.keys(all) as Slug[]
