import { m } from '@stoa/messages'

/** Messages of the reasons of a verdict. */
export const reasonWords: Record<string, (inputs: { of: string }) => string> = {
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
