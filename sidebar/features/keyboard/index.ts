export { singleKeys } from './single-keys.ts'
export { default as SingleKeysSwitch } from './SingleKeysSwitch.vue'
