// The tables that other packages use; all others stay inside.
export { campaigns, minhashSignatures, trustedEntries } from './schema.ts'
