import { m } from '@stoa/messages'

/** Kinds of official contacts, in the order of the form. */
export const contactKindWords = {
  domain: m.web_trusted_domain,
  email: m.web_trusted_email,
  phone: m.web_trusted_phone,
  account: m.web_trusted_account,
  name: m.moderation_trusted_name
}
export type TrustedKind = keyof typeof contactKindWords
export const trustedKinds = Object.keys(contactKindWords) as TrustedKind[]

/** Messages of the reasons of a verdict. */
export const verdictReasonWords: Record<string, (inputs: { of: string }) => string> = {
  listed: m.web_verdict_listed,
  desk_agent: m.tickets_verdict_desk_agent,
  mail_sender: m.guards_mail_sender_advice,
  not_listed: m.web_verdict_not_listed,
  confusable: m.web_verdict_confusable,
  mixed_scripts: m.web_verdict_mixed_scripts,
  punycode: m.web_verdict_punycode,
  one_edit: m.web_verdict_one_edit,
  wrong_ending: m.web_verdict_wrong_ending,
  brand_in_name: m.web_verdict_brand_in_name,
  brand_in_subdomain: m.web_verdict_brand_in_subdomain,
  brand_in_path: m.web_verdict_brand_in_path,
  brand_in_user: m.web_verdict_brand_in_user,
  block_list: m.web_verdict_block_list,
  user_admin: m.web_verdict_user_admin,
  user_staff: m.web_verdict_user_staff,
  user_former_staff: m.web_verdict_user_former_staff,
  user_volunteer: m.web_verdict_user_volunteer,
  user_member: m.web_verdict_user_member,
  name_reserved: m.web_verdict_name_reserved,
  name_brand: m.web_verdict_name_brand,
  name_staff: m.web_verdict_name_staff
}

/** In the order of the form. */
export const filterForms = ['words', 'pattern'] as const
export const filterActions = ['hold', 'mask', 'refuse', 'account_id', 'secret'] as const

export const filterFormWords = {
  words: m.guards_filter_words,
  pattern: m.guards_filter_pattern
}

export const filterActionWords = {
  hold: m.guards_filter_hold,
  mask: m.guards_filter_mask,
  refuse: m.guards_filter_refuse,
  account_id: m.guards_filter_account_id,
  secret: m.guards_filter_secret
}

/** Filters that only admins may change. */
export const isOfOrganisation = (action: string) => action === 'account_id' || action === 'secret'
