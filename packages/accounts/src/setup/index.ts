export { awaitsTestMail } from '../mail/mail-test.ts'
export { createSetupLink, hasAccounts, hasAdmin, hasOpenLink } from './link.ts'
export { relyingPartyOf } from '../passkeys/relying-party.ts'
