// The tables that other packages use; all others stay inside.
export { documentVersions, retentionChanges, siteSettings, siteVersions } from './schema.ts'
