export { remindOfLosses } from './notices.ts'
export { recoverOnServer } from './admin-recovery.ts'
