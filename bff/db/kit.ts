import {
  bigint,
  bigserial,
  boolean,
  index as pgIndex,
  jsonb,
  pgTable,
  primaryKey as pgPrimaryKey,
  text as pgText,
  timestamp,
  uniqueIndex as pgUniqueIndex,
} from 'drizzle-orm/pg-core'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The logical columns that tables are written in. Both engines give the same JavaScript values:
 * text → string, int → number (up to 2^53), serialKey → a number that the database counts, bool → boolean, instant → Date with milliseconds, json → the parsed value.
 */
export const sqliteKit = {
  table: sqliteTable,
  text: () => text(),
  oneOf: <const Value extends [string, ...string[]]>(values: Value) => text({ enum: values }),
  int: () => integer(),
  serialKey: () => integer().primaryKey(),
  bool: () => integer({ mode: 'boolean' }),
  instant: () => integer({ mode: 'timestamp_ms' }),
  json: <Value>() => text({ mode: 'json' }).$type<Value>(),
  index,
  uniqueIndex,
  primaryKey,
}

const pgNative = {
  table: pgTable,
  text: () => pgText(),
  oneOf: <const Value extends [string, ...string[]]>(values: Value) => pgText({ enum: values }),
  int: () => bigint({ mode: 'number' }),
  serialKey: () => bigserial({ mode: 'number' }).primaryKey(),
  bool: () => boolean(),
  instant: () => timestamp({ withTimezone: true, precision: 3 }),
  json: <Value>() => jsonb().$type<Value>(),
  index: pgIndex,
  uniqueIndex: pgUniqueIndex,
  primaryKey: pgPrimaryKey,
}

export type Kit = typeof sqliteKit

/** PostgreSQL's kit under SQLite's static types; the store suite, run on both engines, is the guard. */
export const pgKit = pgNative as unknown as Kit
