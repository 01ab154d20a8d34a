// The tables that other packages may read. Only this package writes them.
export { mutedUsers, sanctions, secondFactors, securityEvents, users } from './schema.ts'
