export { hashPhone, sealPhone } from './seal.ts'
