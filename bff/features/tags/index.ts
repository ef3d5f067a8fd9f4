export { keepRelationTags, learnTags } from './sync-tags.ts'
