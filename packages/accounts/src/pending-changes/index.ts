export { bySubject, dueAt, type ChangeHandler, type PendingChange } from './change.ts'
export {
  confirmChange,
  openChangeOf,
  settleChanges,
  stopChange,
  stopChangesOf
} from './deciding.ts'
export { roleInvitationHandler } from '../invitations/role-invitation.ts'
export { factorLossHandler } from '../factor-loss/handler.ts'
export { rolePowerHandler, tokenPowerHandler } from './handlers.ts'
export { openChangeCount, openChanges, pendingPowers } from './list.ts'
export { proposeChange } from './proposing.ts'
export { providerDomainHandler } from '../providers/domains.ts'
