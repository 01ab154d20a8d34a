export { listenForMetrics } from './listener.ts'
export { createMetrics } from './metrics.ts'
