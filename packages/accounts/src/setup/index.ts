export { awaitsTestMail } from '../mail/mail-test.ts'
export { createSetupLink, hasAccounts, hasAdmin, hasOpenLink } from './first-admin.ts'
export { relyingPartyOf } from '../passkeys/challenge.ts'
