// The tables that other packages use; all others stay inside.
export { documentVersions, siteSettings, siteVersions } from './schema.ts'
