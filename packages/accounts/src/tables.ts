// The tables that other packages use; all others stay inside.
export {
  groupMembers,
  groups,
  mutedUsers,
  sanctions,
  secondFactors,
  securityEvents,
  users
} from './schema.ts'
