// The tables that other packages use; all others stay inside.
export { reporterStanding } from './reports/report-weights.ts'
export { actions, appeals, cases, isUrgent, reasons, reports } from './schema.ts'
