// The tables that other packages use; all others stay inside.
export { fullRole } from './account/account.ts'
export { isKnown } from './people/people.ts'
export { formerNameOf } from './people/rename.ts'
export {
  groupMembers,
  groups,
  mutedUsers,
  sanctions,
  secondFactors,
  securityEvents,
  users
} from './schema.ts'
