import { and, eq } from 'drizzle-orm'
import Value from 'typebox/value'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { readSetting } from './read-setting.ts'
import { settings, type SettingKey, type SettingValue } from './registry.ts'

/**
 * Changes a setting, guarded by the version that was seen. The caller leaves the audit row.
 * @returns the version that it has now, and what it was
 * @throws AppError `refused` (no such value; `details.reason`: out_of_range), `conflict` (`details.current`, the value by now)
 */
export async function writeSetting<Key extends SettingKey>({ tx, tables, me, now }: WriteCall, key: Key, value: SettingValue<Key>, version: number) {
  const { schema } = settings[key]
  if (!Value.Check(schema, value)) throw new AppError('refused', 'the setting cannot be this', { reason: 'out_of_range' })
  const before = await readSetting(tx, tables, me.corpId, key)
  const facts = { value, version: version + 1, updatedBy: me.employeeId, updatedAt: now }
  const mine = and(eq(tables.settings.corpId, me.corpId), eq(tables.settings.key, key), eq(tables.settings.version, version))
  const written =
    version === 0
      ? await tx
          .insert(tables.settings)
          .values({ corpId: me.corpId, key, ...facts })
          .onConflictDoNothing()
          .returning({ version: tables.settings.version })
      : await tx.update(tables.settings).set(facts).where(mine).returning({ version: tables.settings.version })
  if (!written[0]) throw new AppError('conflict', 'the setting changed meanwhile', { current: before.value })
  return { version: version + 1, before: before.value }
}
