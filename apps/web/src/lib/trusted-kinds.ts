import { m } from '@stoa/messages'

/** Kinds of official contacts, in the order of the form. */
export const kindWords = {
  domain: m.web_trusted_domain,
  email: m.web_trusted_email,
  phone: m.web_trusted_phone,
  account: m.web_trusted_account,
  name: m.moderation_trusted_name
}
export type TrustedKind = keyof typeof kindWords
export const trustedKinds = Object.keys(kindWords) as TrustedKind[]
