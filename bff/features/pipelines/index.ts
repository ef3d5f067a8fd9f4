export { addUsualPipeline, ensurePipeline } from './default-pipeline.ts'
