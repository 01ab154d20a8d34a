import { languageName, locales, m, type Locale } from '@stoa/messages'
import { phaseWords, severityWords } from '#lib/announcements.ts'
import { audienceWords, iconWords, kindWords as articleKindWords } from '#lib/article-words.ts'
import { reasonWords } from '#lib/moderation/words.ts'
import { priorityWords, triggerWords } from '#lib/tickets/words.ts'
import { contactKindWords } from '#lib/safety/words.ts'
import { eventWords, formatWords } from '#lib/webhook-words.ts'

/** Parts of snapshots that are times, as ISO 8601. */
export const timeParts = new Set([
  'publishAt',
  'expiresAt',
  'startsAt',
  'endsAt',
  'pinnedUntil',
  'effectiveAt',
  'freshUntil'
])

/** Parts of snapshots with one line per item. */
export const listParts = new Set([
  'services',
  'categories',
  'categoryIds',
  'topics',
  'words',
  'holidays',
  'readerGroups',
  'writerGroups',
  'moderatorGroups',
  'section',
  'series',
  'parentId',
  'discussion',
  'topic',
  'sectionGroups',
  'events',
  'announcementTypes',
  'severities',
  'reasons'
])

type Words = (params?: object, options?: { locale?: Locale }) => string

/** Labels of the parts of snapshots, without the language in `body.zh-CN`. */
const partWords: Record<string, Words> = {
  title: m.announcements_field_title,
  body: m.announcements_field_body,
  slug: m.articles_slug,
  summary: m.articles_summary,
  note: m.articles_note,
  readers: m.articles_readers,
  readerGroups: m.articles_readers_groups,
  section: m.articles_section,
  sectionReaders: m.web_part_section_readers,
  sectionGroups: m.web_part_section_groups,
  before: m.web_part_before,
  tags: m.web_ask_tags,
  answers: m.web_ask_details,
  reason: m.web_edit_reason,
  type: m.announcements_field_type,
  contact: m.web_trusted_kind,
  rule: m.web_part_rule,
  severity: m.announcements_field_severity,
  phase: m.web_part_phase,
  services: m.announcements_field_services,
  categories: m.announcements_categories,
  categoryIds: m.announcements_categories,
  publishAt: m.announcements_field_publish_at,
  expiresAt: m.announcements_field_expires_at,
  startsAt: m.announcements_field_starts_at,
  endsAt: m.announcements_field_ends_at,
  pinnedUntil: m.announcements_field_pin_until,
  pinOrder: m.announcements_field_pin_order,
  discussion: m.announcements_field_discussion,
  acknowledgement: m.announcements_field_acknowledgement,
  value: m.web_trusted_value,
  state: m.web_part_state,
  name: m.tickets_rule_name,
  priority: m.tickets_priority,
  unansweredHours: m.tickets_rule_unanswered,
  meToo: m.tickets_rule_same,
  topics: m.tickets_rule_topics,
  words: m.tickets_rule_words,
  trigger: m.tickets_rule_trigger,
  silentHours: m.tickets_rule_silent_hours,
  languages: m.tickets_rule_languages,
  assignee: m.tickets_rule_assign,
  roundRobin: m.tickets_rule_round_robin,
  newTopic: m.tickets_rule_new_topic,
  ticketTags: m.tickets_rule_tags,
  savedReplyId: m.tickets_rule_saved_reply,
  savedReply: m.tickets_saved_reply_text,
  notifyLead: m.tickets_rule_notify_lead,
  close: m.tickets_rule_close,
  effectiveAt: m.documents_effective_at,
  change: m.documents_change,
  shortNoticeReason: m.documents_short_notice,
  post: m.web_part_post,
  waitingReaders: m.articles_readers_waiting,
  names: m.articles_section_name,
  fields: m.web_ask_details,
  topic: m.tickets_topic,
  form: m.tickets_topics_form,
  identityDocuments: m.tickets_topics_identity_documents,
  required: m.web_form_required,
  holdFirstPosts: m.moderation_hold_first,
  signInRequired: m.web_category_sign_in,
  writerGroups: m.web_category_groups_write,
  moderatorGroups: m.web_category_groups_moderate,
  icon: m.articles_section_icon,
  holidays: m.tickets_levels_holidays,
  targets: m.tickets_levels_targets,
  exceptions: m.tickets_levels_exceptions,
  description: m.accounts_services_description,
  requestsPerMinute: m.accounts_services_limit,
  url: m.webhooks_url,
  format: m.webhooks_format,
  events: m.webhooks_events,
  announcementTypes: m.webhooks_announcement_types,
  severities: m.webhooks_severities,
  reasons: m.webhooks_reasons,
  internal: m.webhooks_internal,
  enabled: m.webhooks_enabled
}

/** Labels of values that come from a list. */
const valueWords: Record<string, Record<string, Words>> = {
  severity: severityWords,
  phase: phaseWords,
  acknowledgement: { asked: m.announcements_acknowledge },
  format: formatWords,
  events: eventWords,
  severities: severityWords,
  reasons: reasonWords,
  discussion: {
    open: m.announcements_discussion_open,
    open_until_expiry: m.announcements_discussion_open_until_expiry
  },
  contact: contactKindWords,
  readers: audienceWords,
  waitingReaders: audienceWords,
  icon: iconWords,
  kind: articleKindWords,
  sectionReaders: audienceWords,
  state: { proposed: m.web_part_state_proposed, leaving: m.web_part_state_leaving },
  rule: {
    public: m.web_admin_rule_public,
    read_only: m.web_admin_rule_read_only,
    approve_first: m.web_admin_rule_approve_first,
    staff_only: m.web_admin_rule_staff_only
  },
  trigger: triggerWords,
  priority: priorityWords,
  change: { material: m.documents_change_material, correction: m.documents_change_correction }
}

/** True if the part is a value, which is compared as a whole, and no free text. */
export const isValue = (name: string): boolean =>
  Object.hasOwn(valueWords, name) ||
  timeParts.has(name) ||
  listParts.has(name) ||
  ['language', 'locale', 'timeZone'].includes(name)

/** Label of a part, with its language. */
export function labelOf(name: string, locale: Locale): string {
  const [part = '', detail] = name.split('.')
  const words = own(partWords, part)?.({}, { locale }) ?? part
  const language = locales.find((one) => one === detail)
  if (!language) return words
  const named = languageName(language, locale)
  return m.web_part_in({ part: words, language: named }, { locale })
}

/** Label of each value from a list, and the name of a language or country; any other as it is. */
export function valueOf(name: string, text: string, locale: Locale): string {
  const language = locales.find((one) => one === text)
  if (language && /^(?:locale|language)$/.test(name)) return languageName(language, locale)
  const words = own(valueWords, name)
  if (!words) return text
  const wordOf = (line: string) => own(words, line)?.({}, { locale }) ?? line
  return text.split('\n').map(wordOf).join('\n')
}

const own = <T>(list: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(list, key) ? list[key] : undefined
