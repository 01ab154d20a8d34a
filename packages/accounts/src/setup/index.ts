export { createSetupLink, hasAdmin, hasOpenLink } from './link.ts'
