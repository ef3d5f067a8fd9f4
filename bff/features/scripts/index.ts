export { scriptsInReach } from './script-reach.ts'
export { searchTextOf } from './search-text.ts'
