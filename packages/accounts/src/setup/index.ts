export { createSetupLink, hasAccounts, hasAdmin, hasOpenLink } from './link.ts'
