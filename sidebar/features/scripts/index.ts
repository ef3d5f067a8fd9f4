export { askedScript, closeScript, openScript } from './open-script.ts'
