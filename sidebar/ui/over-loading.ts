/** What one part of the page holds of what was typed and is not stored yet. */
export interface Typed<Item> {
  all: () => Item[]
  /** Puts back what was kept, unless something is typed in its place by now. */
  add: (item: Item) => void
  /** Empties the memory. */
  forget: () => void
}

interface Aside<Item> {
  employeeId?: string
  items: Item[]
}

/**
 * Takes what an employee has typed over a login or another loading of the page, by this window's session storage under `name`: aside whenever the page goes, and
 * back for the same employee. Called once in the life of a page; what it returns is told who is here, again whenever that may have changed: nobody gets what
 * another has typed. Where the browser gives no storage nothing is kept.
 */
export function overLoading<Item>(name: string, typed: Typed<Item>): (employeeId: string) => void {
  let here: string | undefined

  function putAside(): void {
    const aside: Aside<Item> = { employeeId: here, items: typed.all() }
    if (aside.items.length > 0) sessionStorage.setItem(name, JSON.stringify(aside))
    else sessionStorage.removeItem(name)
  }

  function takeBack(employeeId: string): void {
    const kept = sessionStorage.getItem(name)
    sessionStorage.removeItem(name)
    const aside = JSON.parse(kept ?? 'null') as Aside<Item> | null
    if (aside?.employeeId === employeeId) aside.items.forEach(typed.add)
  }

  return (employeeId) => {
    if (employeeId === here) return
    if (here === undefined) addEventListener('pagehide', () => attempt(putAside))
    else typed.forget()
    here = employeeId
    attempt(() => takeBack(employeeId))
  }
}

/** The storage may be denied or full, and hold what another version has left. */
function attempt(access: () => void): void {
  try {
    access()
  } catch {
    return
  }
}
