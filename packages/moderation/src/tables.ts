// The tables that other packages use; all others stay inside.
export { actions, appeals, cases, isUrgent, reasons, reports } from './schema.ts'
