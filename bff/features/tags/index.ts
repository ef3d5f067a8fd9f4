export { keepRelationTags, learnTags, syncTagGroups } from './sync-tags.ts'
