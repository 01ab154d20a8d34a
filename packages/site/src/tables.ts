// The tables that other packages use; all others stay inside.
export { siteSettings, siteVersions } from './schema.ts'
