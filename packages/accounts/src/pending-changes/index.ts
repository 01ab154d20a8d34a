export {
  bySubject,
  dueAt,
  type ChangeHandler,
  type OpenChange,
  type PendingChange
} from './change.ts'
export { confirmChange } from './confirm.ts'
export { openChangeOf } from './decide.ts'
export { settleChanges } from './settle.ts'
export { stopChange, stopChangesOf } from './stop.ts'
export { roleInvitationHandler } from '../invitations/role-invitation.ts'
export { factorLossHandler } from '../factor-loss/handler.ts'
export { rolePowerHandler, tokenPowerHandler } from './handlers.ts'
export { openChangeCount, openChanges, pendingPowers } from './list.ts'
export { proposeChange } from './proposing.ts'
export { claimMappingHandler } from '../providers/claims/mappings.ts'
export { providerClientHandler } from '../providers/client-change.ts'
export { signInModeHandler } from '../sign-in-mode/mode-change.ts'
export { trustHandler } from '../providers/trust.ts'
export { staffRuleHandler } from '../passkeys/staff-rule-change.ts'
