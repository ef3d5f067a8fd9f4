import { customers, slugs, type Slug } from './customers.ts'
import type { DemoOrderOf } from './customers/customer.ts'
import { products } from './products.ts'

export interface DemoOrder extends Omit<DemoOrderOf, 'items'> {
  contact: Slug
  items: { sku: string; name: string; priceMinor: number; quantity: number }[]
}

/** The name of the shop: where accounts and order numbers are unique. */
export const SHOP = '青屿商城'

/** Accounts in the shop. */
export const accounts: Partial<Record<Slug, string>> = Object.fromEntries(
  slugs.flatMap((slug) => (customers[slug].account ? [[slug, customers[slug].account]] : [])),
)

/** Orders in every status. */
export const orders: DemoOrder[] = slugs.flatMap((contact) =>
  (customers[contact].orders ?? []).map((order) => ({
    ...order,
    contact,
    items: order.items.map(([key, quantity]) => {
      const [sku, name, priceMinor] = products[key]
      return { sku, name, priceMinor, quantity }
    }),
  })),
)
