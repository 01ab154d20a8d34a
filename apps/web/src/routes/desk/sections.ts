import { m } from '@stoa/messages'
import type { Section } from '#lib/frame/sections.ts'

/** Pages of the desk in the order of the menu. */
export const sections: Section[] = [
  { path: '/desk', title: m.tickets_desk_tickets },
  { path: '/desk/suggestions', title: m.tickets_suggestions },
  { path: '/desk/look-up', title: m.tickets_lookup },
  { path: '/desk/views', title: m.tickets_views_manage },
  { path: '/desk/saved-replies', title: m.tickets_saved_replies },
  { path: '/desk/rules', title: m.tickets_rules_manage },
  { path: '/desk/statistics', title: m.tickets_statistics },
  { path: '/desk/satisfaction', title: m.tickets_satisfaction }
]
