export { syncCustomer } from './sync-customer.ts'
