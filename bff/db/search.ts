import { sql, type SQL } from 'drizzle-orm'
import type { SearchTerm } from '../../shared/domain/search-tokens.ts'
import type { Store } from './store.ts'

interface Wanted {
  kind: 'customer'
  /** Only what has at least one of these tokens. */
  anyOf?: string[]
  term: SearchTerm
}

/**
 * The ids of what holds the term, as a subselect. Each engine asks its own full-text index, in its own words; tokens are letters and digits, see
 * shared/domain/search-tokens.ts, so nothing in them is a word of either language.
 */
export function idsWith({ engine, tables: { searchEntries } }: Pick<Store, 'engine' | 'tables'>, { kind, anyOf, term }: Wanted): SQL {
  if (engine === 'sqlite') {
    const held = 'prefix' in term ? `"${term.prefix}"*` : `"${term.phrase.join(' ')}"`
    const asked = anyOf ? `(${anyOf.map((token) => `"${token}"`).join(' OR ')}) AND ${held}` : held
    // a cross join keeps the order: what the index found, then its rows
    return sql`(select ${searchEntries.refId} from search_index cross join ${searchEntries} on ${searchEntries.id} = search_index.rowid
      where search_index match ${asked} and ${searchEntries.kind} = ${kind})`
  }
  const held = 'prefix' in term ? `${term.prefix}:*` : term.phrase.join(' <-> ')
  const asked = anyOf ? `(${anyOf.join(' | ')}) & (${held})` : held
  return sql`(select ${searchEntries.refId} from ${searchEntries}
    where to_tsvector('simple', ${searchEntries.tokens}) @@ to_tsquery('simple', ${asked}) and ${searchEntries.kind} = ${kind})`
}
