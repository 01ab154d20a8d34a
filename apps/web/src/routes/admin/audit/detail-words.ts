import { m } from '@stoa/messages'
import { ruleWords } from '../categories/category-words.ts'
import { retentionPeriodNames } from '#lib/site/words.ts'
import { capabilityWords, roleWords } from '#lib/accounts/roles.ts'

type Words = Record<string, () => string>

/** Labels of an event's details. */
const names: Words = {
  secondFactor: m.web_audit_detail_second_factor,
  unusual: m.web_audit_detail_unusual,
  role: m.web_audit_detail_role,
  from: m.web_audit_detail_from,
  to: m.web_audit_detail_to,
  capabilities: m.web_audit_detail_capabilities,
  deskTopics: m.web_audit_detail_desk_topics,
  power: m.web_audit_detail_power,
  setting: m.web_audit_detail_setting,
  change: m.web_audit_detail_change,
  key: m.web_audit_detail_key,
  topic: m.web_audit_detail_topic,
  filterId: m.web_audit_detail_filter,
  tokenId: m.web_audit_detail_token,
  byTokenId: m.web_audit_detail_by_token,
  scopes: m.web_audit_detail_scopes,
  scope: m.web_audit_detail_scope,
  sessionId: m.web_audit_detail_session,
  webhookId: m.web_audit_detail_webhook,
  ticketId: m.web_audit_detail_ticket,
  eventId: m.web_audit_detail_event,
  entryId: m.web_audit_detail_entry,
  reason: m.web_audit_detail_reason,
  format: m.web_audit_detail_format,
  fields: m.web_audit_detail_fields,
  days: m.web_audit_detail_days,
  categoryId: m.web_audit_detail_category,
  tag: m.web_audit_detail_tag,
  rule: m.web_audit_detail_rule,
  hosts: m.web_audit_detail_hosts,
  wayBefore: m.web_audit_detail_way_before,
  way: m.web_audit_detail_way,
  domains: m.web_audit_detail_domains,
  kind: m.web_audit_detail_kind,
  uses: m.accounts_invitations_uses,
  invitationId: m.web_audit_detail_invitation,
  importId: m.web_audit_detail_import,
  rows: m.web_audit_detail_rows,
  period: m.web_audit_detail_period,
  value: m.web_audit_detail_value,
  valueBefore: m.web_audit_detail_value_before
}

const settings: Words = {
  block_list: m.web_audit_setting_block_list,
  delivery: m.web_audit_setting_delivery,
  announcement_template: m.web_audit_setting_announcement_template,
  announcement_type: m.web_audit_setting_announcement_type,
  document: m.documents_admin,
  desk_topic: m.web_audit_setting_desk_topic,
  filter: m.web_audit_setting_filter,
  languages: m.languages_title,
  pack: m.web_setup_pack,
  related_words: m.web_audit_setting_related_words,
  service_levels: m.web_audit_setting_service_levels,
  site: m.site_title,
  sign_up: m.accounts_joining
}

const changes: Words = {
  added: m.web_audit_change_added,
  changed: m.web_audit_change_changed,
  removed: m.web_audit_change_removed,
  resumed: m.web_audit_change_resumed,
  saved: m.site_change_saved,
  proposed: m.site_change_proposed,
  approved: m.site_change_approved,
  discarded: m.site_change_discarded,
  add: m.web_audit_change_add,
  remove: m.web_audit_change_remove
}

const ways: Words = {
  open: m.accounts_joining_open,
  invitation: m.accounts_joining_invitation,
  domains: m.accounts_joining_domains
}

const invitationKinds: Words = {
  mail: m.accounts_invitations_of_mail,
  link: m.accounts_invitations_of_link
}

const truths: Words = { true: m.web_audit_yes, false: m.web_audit_no }

/** Labels of values that come from a list; other values are shown as they are. */
const values: Record<string, Words> = {
  ...{ setting: settings, change: changes, rule: ruleWords },
  ...{ way: ways, wayBefore: ways, kind: invitationKinds },
  ...{ period: retentionPeriodNames, role: roleWords, from: roleWords, to: roleWords },
  ...{ capabilities: capabilityWords, power: { ...capabilityWords, ...roleWords } }
}

/** A detail of an event in the reader's language; undefined for an empty list. */
export function detailWords(name: string, value: unknown) {
  const all = Array.isArray(value) ? value : [value]
  if (all.length === 0) return undefined
  const list = all.map((one) => valueWords(name, one)).join(', ')
  return { name: names[name]?.() ?? name, value: list }
}

function valueWords(name: string, value: unknown): string {
  const word = values[name]?.[String(value)] ?? truths[String(value)]
  return word?.() ?? String(value)
}
