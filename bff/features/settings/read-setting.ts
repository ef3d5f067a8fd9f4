import { and, eq } from 'drizzle-orm'
import Value from 'typebox/value'
import type { Reader, Tables } from '../../db/index.ts'
import { settings, type SettingKey, type SettingValue } from './registry.ts'

/**
 * What a setting is now, and of which version; 0 until somebody changed it. Read from the database each time, so that a change holds on every instance at once;
 * nothing asks in the path of a profile. A value of another release that is none any more counts as unset.
 */
export async function readSetting<Key extends SettingKey>(
  db: Reader,
  tables: Pick<Tables, 'settings'>,
  corpId: string,
  key: Key,
): Promise<{ value: SettingValue<Key>; version: number }> {
  const [row] = await db
    .select({ value: tables.settings.value, version: tables.settings.version })
    .from(tables.settings)
    .where(and(eq(tables.settings.corpId, corpId), eq(tables.settings.key, key)))
  const { schema, usual } = settings[key]
  const value = row && Value.Check(schema, row.value) ? row.value : usual
  return { value: value as SettingValue<Key>, version: row?.version ?? 0 }
}
