export const TAB_IDS = ['customer', 'scripts', 'materials', 'orders', 'follow'] as const

export type TabId = (typeof TAB_IDS)[number]

/** Reads `#/scripts`, also with something behind it as in `#/scripts/01J…`; anything unknown is the customer's tab. */
export function tabOf(hash: string): TabId {
  const name = hash.replace(/^#\//, '').split(/[/?]/)[0]
  return TAB_IDS.find((id) => id === name) ?? 'customer'
}
