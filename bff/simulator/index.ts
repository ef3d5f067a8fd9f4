export type { DemoCorp } from './corp.ts'
export { demoCorp } from './demo/corp.ts'
export { demoConfig, simulatorInApp } from './in-app.ts'
export { simulator, type SimulatorOptions } from './simulator.ts'
