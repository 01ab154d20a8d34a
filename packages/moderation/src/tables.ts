// The tables that other packages may read. Only this package writes them.
export { actions, appeals, cases, isUrgent, reasons, reports } from './schema.ts'
