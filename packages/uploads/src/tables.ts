// The tables that other packages use; all others stay inside.
export { uploads } from './schema.ts'
