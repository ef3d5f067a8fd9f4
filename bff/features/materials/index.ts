export { materialsInReach } from './material-reach.ts'
export { IMAGE_BYTES, keepFile, readImage, type ImageFile } from './originals.ts'
