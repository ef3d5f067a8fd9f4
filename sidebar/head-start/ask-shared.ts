/** What others take from `ask.ts` instead of carrying it a second time: the second script and the main bundle. */
export * from '../api/api-error.ts'
export * from '../api/api.ts'
export * from '../api/new-key.ts'
export * from '../wecom/bridge-error.ts'
export * from '../wecom/bridge.ts'
export * from './load-context.ts'
export * from './settings.ts'
