import { m } from '@stoa/messages'
import type { Section } from '#lib/frame/sections.ts'

const queue = { path: '/moderation', title: m.moderation_queue }
const tools: Section[] = [
  { path: '/moderation/on-call', title: m.moderation_on_call },
  { path: '/moderation/allowed-hosts', title: m.guards_allowed_hosts },
  { path: '/moderation/filters', title: m.guards_filters }
]
const published: Section[] = [
  { path: '/moderation/log', title: m.web_footer_log },
  { path: '/moderation/transparency', title: m.moderation_transparency }
]

/**
 * Pages of moderation in the order of the menu.
 * @param hasDuty volunteers have only the queue and what is public
 */
export const moderationSections = (hasDuty: boolean): Section[] => [
  queue,
  ...(hasDuty ? tools : []),
  ...published
]
