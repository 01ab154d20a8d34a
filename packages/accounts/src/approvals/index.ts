export {
  idInSubject,
  namedBy,
  selectApprovals,
  waitingSubjects,
  waitsFor,
  type Approval,
  type ApprovalKind,
  type WaitingApproval
} from './approval.ts'
export { approve, withdrawApprovals } from './decide.ts'
export { requestApproval } from './request.ts'
export {
  approveAsSecond,
  behindOf,
  connectedTo,
  counterpartsOf,
  isSecondPerson,
  type Behind
} from './second-person.ts'
export { settleApprovals } from './settle.ts'
export { waitingApprovalCount } from './list.ts'
export { waitingOf } from './wait.ts'
export { rolePower } from '../roles/role-power.ts'
export { tokenPower } from '../tokens/token-power.ts'
export { roleInvitation } from '../invitations/role-invitation.ts'
export { factorLoss } from '../factor-loss/kind.ts'
export { claimMapping } from '../providers/claims/mappings.ts'
export { providerClient } from '../providers/client-change.ts'
export { signInMode } from '../sign-in-mode/mode-change.ts'
export { trustKinds } from '../providers/trust.ts'
export { staffPasskeys } from '../passkeys/staff-rule-change.ts'
