// The tables that other packages use; all others stay inside.
export { notifications } from './schema.ts'
