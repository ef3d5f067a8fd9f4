export { setSingleKeys, singleKeys } from './single-keys.ts'
