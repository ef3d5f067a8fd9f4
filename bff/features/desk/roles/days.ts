import { AppError } from '../../../errors.ts'
import type { ReadCall, WriteCall } from '../../../http/handle.ts'
import { readSetting, settings, writeSetting, type SettingKey } from '../../settings/index.ts'
import { recordChange } from '../record-change.ts'

type DaysKey = Exclude<SettingKey, 'admin_user_ids'>

const DAYS = (Object.keys(settings) as SettingKey[]).filter((key): key is DaysKey => key !== 'admin_user_ids')

/** The settings that are a number of days. */
export async function readDays({ read, tables, me }: ReadCall) {
  const known = DAYS.map(async (key) => {
    const { usual, minimum, maximum } = settings[key]
    return { key, usual, minimum, maximum, ...(await readSetting(read, tables, me.corpId, key)) }
  })
  return { settings: await Promise.all(known) }
}

/** Sets one of them. @throws AppError `not_found`, `conflict`, `refused` (out_of_range) */
export async function setDays(call: WriteCall, { key: given, value, version, undoes }: { key: string; value: number; version: number; undoes?: string }) {
  const key = DAYS.find((other) => other === given)
  if (!key) throw new AppError('not_found', 'nothing here')
  const written = await writeSetting(call, key, value, version)
  const change = {
    area: 'settings',
    action: 'days_set',
    refId: key,
    params: { key },
    before: written.before,
    after: { value, version: written.version },
  } as const
  return { changeId: await recordChange(call, { ...change, ...(undoes && { undoes }) }) }
}
