// The tables that other packages use; all others stay inside.
export { fullRole } from './full-role.ts'
export { isKnown } from './people.ts'
export { formerNameOf } from './renaming/renaming.ts'
export {
  groupMembers,
  groups,
  mutedUsers,
  sanctions,
  secondFactors,
  securityEvents,
  users
} from './schema.ts'
