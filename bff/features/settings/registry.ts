import Type, { type Static, type TSchema } from 'typebox'

interface Setting<Schema extends TSchema = TSchema> {
  schema: Schema
  /** Holds until an admin says otherwise. */
  usual: Static<Schema>
}

const setting = <Schema extends TSchema>(schema: Schema, usual: Static<Schema>): Setting<Schema> => ({ schema, usual })
/** At most ten years. */
const days = (usual: number, minimum: number, maximum = 3650) => ({ ...setting(Type.Integer({ minimum, maximum }), usual), minimum, maximum })

/** Beside those of ADMIN_USERIDS. */
export const MOST_ADMINS = 100

/** What an admin may change while it runs: every key with what it may be and what it is until somebody changes it. */
export const settings = {
  /** WeCom's ids of admins beside those of ADMIN_USERIDS. */
  admin_user_ids: setting(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: MOST_ADMINS }), []),
  /** For how long is kept who looked at a customer, what was changed at the desk, and what became of jobs. */
  retention_visits_days: days(180, 30),
  retention_audit_days: days(1095, 365),
  retention_jobs_days: days(30, 7),
} as const

export type SettingKey = keyof typeof settings
export type SettingValue<Key extends SettingKey> = Static<(typeof settings)[Key]['schema']>
