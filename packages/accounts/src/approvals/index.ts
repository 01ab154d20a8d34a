export {
  bySubject,
  dueAt,
  type ApprovalKind,
  type WaitingApproval,
  type Approval
} from './approval.ts'
export { approve } from './approve.ts'
export { waitingApprovalOf } from './decide.ts'
export {
  approveAsSecond,
  behindOf,
  connectedTo,
  counterpartsOf,
  isSecondPerson,
  type Behind
} from './second-person.ts'
export { settleApprovals } from './settle.ts'
export { refuse, withdrawApprovalsOf } from './refuse.ts'
export { roleInvitationHandler } from '../invitations/role-invitation.ts'
export { factorLossHandler } from '../factor-loss/handler.ts'
export { rolePowerHandler, tokenPowerHandler } from './power-kinds.ts'
export { waitingApprovalCount, waitingApprovals, pendingPowers } from './list.ts'
export { requestApproval } from './propose.ts'
export { claimMappingHandler } from '../providers/claims/mappings.ts'
export { providerClientHandler } from '../providers/client-change.ts'
export { signInModeHandler } from '../sign-in-mode/mode-change.ts'
export { trustHandler } from '../providers/trust.ts'
export { staffRuleHandler } from '../passkeys/staff-rule-change.ts'
