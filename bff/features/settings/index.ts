export { readSetting } from './read-setting.ts'
export { MOST_ADMINS, settings, type SettingKey } from './registry.ts'
export { writeSetting } from './write-setting.ts'
