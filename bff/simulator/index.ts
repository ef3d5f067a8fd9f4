export { demoCorp } from './demo/corp.ts'
export { simulator, type SimulatorOptions } from './simulator.ts'
