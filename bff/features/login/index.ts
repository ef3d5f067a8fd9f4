export { isAdmin, keepRoles } from './standing.ts'
