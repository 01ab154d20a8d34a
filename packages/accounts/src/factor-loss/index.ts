export { createAdminRecoveryLink } from './admin-recovery.ts'
export { remindOfLosses } from './reminders.ts'
