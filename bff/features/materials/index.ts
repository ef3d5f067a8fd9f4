export { materialsInReach } from './material-reach.ts'
export { keepFile, readImage, type ImageFile } from './originals.ts'
