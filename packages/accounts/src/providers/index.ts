export { recheckSessions } from './recheck.ts'
export { unreachableProviders } from './unreachable.ts'
