export { applyConfiguredProviders } from './environment/apply.ts'
export { readConfiguredProviders } from './environment/read.ts'
export { recheckSessions } from './recheck.ts'
export { unreachableProviders } from './unreachable.ts'
