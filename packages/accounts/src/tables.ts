// The tables that other packages use; all others stay inside.
export { mutedUsers, sanctions, secondFactors, securityEvents, users } from './schema.ts'
