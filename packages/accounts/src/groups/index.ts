import '../events.ts'
import '../ports.ts'

export { groupsEndpoints } from './endpoints.ts'
export { lockGroups } from './finding.ts'
export { invalidateGroups, namesOfGroups } from './known.ts'
export { groupsOf } from './memberships.ts'
export { groupPowerHandler, setModeratingGroups } from './power.ts'
