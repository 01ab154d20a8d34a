import { m } from '@stoa/messages'

/** What the parts of snapshots are called, without the language in `body.zh-CN`. */
export const partWords: Record<string, () => string> = {
  title: m.announcements_field_title,
  body: m.announcements_field_body,
  before: m.web_part_before,
  tags: m.web_ask_tags,
  reason: m.web_edit_reason,
  kind: m.announcements_field_kind,
  severity: m.announcements_field_severity,
  phase: m.web_part_phase,
  services: m.announcements_field_services,
  categories: m.announcements_categories,
  publishAt: m.announcements_field_publish_at,
  expiresAt: m.announcements_field_expires_at,
  startsAt: m.announcements_field_starts_at,
  endsAt: m.announcements_field_ends_at,
  pinnedUntil: m.announcements_field_pin_until,
  pinOrder: m.announcements_field_pin_order,
  discussion: m.announcements_field_discussion,
  value: m.web_trusted_value,
  state: m.web_part_state,
  name: m.tickets_rule_name,
  priority: m.tickets_priority,
  unansweredHours: m.tickets_rule_unanswered,
  sameProblem: m.tickets_rule_same,
  topics: m.tickets_rule_topics,
  words: m.tickets_rule_words,
  post: m.web_part_post
}
