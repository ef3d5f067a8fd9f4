import { and, eq, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { SearchTerm } from '../../shared/domain/search-tokens.ts'
import type { Reader, Store } from './store.ts'

interface Wanted {
  corpId: string
  kind: 'customer'
  /** Only what has at least one of these tokens, if there are any. */
  anyOf: string[]
  term: SearchTerm
}

type Db = Pick<Store, 'engine' | 'tables'>

/**
 * The ids of what holds the term. Each engine asks its own full-text index, in its own words; tokens are letters and digits, see
 * shared/domain/search-tokens.ts, so nothing in them is a word of either language.
 */
export function idsWith({ engine, tables: { searchEntries } }: Db, { corpId, kind, anyOf, term }: Wanted): SQL {
  const isOurs = and(eq(searchEntries.kind, kind), eq(searchEntries.corpId, corpId))
  if (engine === 'sqlite') {
    const held = 'prefix' in term ? `"${term.prefix}"*` : `"${term.phrase.join(' ')}"`
    const asked = anyOf.length > 0 ? `(${anyOf.map((token) => `"${token}"`).join(' OR ')}) AND ${held}` : held
    // a cross join keeps the order: what the index found, then its rows
    return sql`select ${searchEntries.refId} as id from search_index cross join ${searchEntries} on ${searchEntries.id} = search_index.rowid
      where search_index match ${asked} and ${isOurs}`
  }
  const held = 'prefix' in term ? `${term.prefix}:*` : term.phrase.join(' <-> ')
  // two questions, and not one with both: then the index alone has the answer to the beginning of a token
  const asked = anyOf.length > 0 ? [anyOf.join(' | '), held] : [held]
  const holds = asked.map((query) => sql`to_tsvector('simple', ${searchEntries.tokens}) @@ to_tsquery('simple', ${query})`)
  return sql`select ${searchEntries.refId} as id from ${searchEntries} where ${and(...holds, isOurs)}`
}

/** What is among any of these ids; some may come twice. */
export const eitherOf = (...ids: SQL[]): SQL => sql.join(ids, sql` union all `)

/** Some of these ids, each once: all of them unless they are more than `most`. */
export async function someOf(read: Reader, ids: SQL, most: number): Promise<{ ids: string[]; isAll: boolean }> {
  const rows = await read
    .select({ id: sql<string>`id` })
    .from(sql`(${ids}) as found`)
    .limit(most + 1)
  return { ids: [...new Set(rows.map(({ id }) => id))], isAll: rows.length <= most }
}

/** Whether it is one of many ids, which are sent as one value: a value for each takes longer to write down than the row to find. */
export function isOneOf({ engine }: Pick<Store, 'engine'>, id: SQLWrapper, ids: string[]): SQL {
  return engine === 'sqlite' ? sql`${id} in (select value from json_each(${JSON.stringify(ids)}))` : sql`${id} = any(${sql.param(ids)}::text[])`
}

/** Whether the row with this id holds the term: the same as to be among {@link idsWith}, asked of one row, without the index. */
export function holdsTerm({ engine, tables: { searchEntries } }: Db, { kind, term }: Pick<Wanted, 'kind' | 'term'>, refId: SQLWrapper): SQL {
  // tokens of a phrase are all of one width, so that it ends where a token ends
  const held = ` ${'prefix' in term ? term.prefix : term.phrase.join(' ')}`
  const at = engine === 'sqlite' ? sql`instr(' ' || ${searchEntries.tokens}, ${held})` : sql`strpos(' ' || ${searchEntries.tokens}, ${held})`
  return sql`(select ${at} from ${searchEntries} where ${searchEntries.kind} = ${kind} and ${searchEntries.refId} = ${refId}) > 0`
}
