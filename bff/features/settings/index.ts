export { readSetting } from './read-setting.ts'
export { settings, type SettingKey } from './registry.ts'
export { writeSetting } from './write-setting.ts'
