import { m } from '@stoa/messages'

/** What a rule would have done, as parts of a sentence. */
export const actWords = {
  notice: m.tickets_act_notice,
  reply: m.tickets_act_reply,
  assign: m.tickets_act_assign,
  round_robin: m.tickets_act_round_robin,
  priority: m.tickets_act_priority,
  topic: m.tickets_act_topic,
  tag: m.tickets_act_tag,
  notify_lead: m.tickets_act_notify_lead,
  close: m.tickets_act_close
}

/** Whole days as days: 2 days, 36 hours. */
export function durationWord(hours: number, locale: string): string {
  const [value, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
}

const fieldWords = {
  name: m.tickets_rule_name,
  words: m.tickets_rule_words,
  unansweredHours: m.tickets_rule_unanswered,
  meToo: m.tickets_rule_same,
  priority: m.tickets_rule_set_priority,
  trigger: m.tickets_rule_trigger,
  silentHours: m.tickets_rule_silent_hours,
  categoryIds: m.tickets_rule_categories,
  topics: m.tickets_rule_topics,
  languages: m.tickets_rule_languages,
  assignee: m.tickets_rule_assign,
  newTopic: m.tickets_rule_new_topic,
  tags: m.tickets_rule_tags,
  savedReplyId: m.tickets_rule_saved_reply,
  notifyLead: m.tickets_rule_notify_lead,
  close: m.tickets_rule_close
}

/** Labels of the fields, for the summary of errors. */
export const fieldLabels = (): Record<string, string> =>
  Object.fromEntries(Object.entries(fieldWords).map(([name, word]) => [name, word()]))
