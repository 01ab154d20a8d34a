export { createAdminRecoveryLink } from './admin-recovery.ts'
export { remindOfLosses } from './reminding.ts'
