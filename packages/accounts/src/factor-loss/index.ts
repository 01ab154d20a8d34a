export { remindOfLosses } from './reminders.ts'
export { recoverOnServer } from './server-recovery.ts'
