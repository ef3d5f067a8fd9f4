export { ensurePipeline } from './default-pipeline.ts'
