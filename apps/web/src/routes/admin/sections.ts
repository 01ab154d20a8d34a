import { m } from '@stoa/messages'

/** Pages of the administration in the order of the menu. */
export const sections = [
  { path: '/admin', title: m.web_admin_overview },
  { path: '/admin/settings', title: m.web_admin_settings },
  { path: '/invitations', title: m.accounts_invitations },
  { path: '/admin/categories', title: m.web_rail_categories },
  { path: '/admin/announcement-types', title: m.announcements_types },
  { path: '/admin/people', title: m.web_admin_people },
  { path: '/admin/audit', title: m.web_audit },
  { path: '/admin/volunteers', title: m.moderation_volunteers },
  { path: '/admin/official', title: m.web_admin_official },
  { path: '/pending-changes', title: m.accounts_pending },
  { path: '/admin/desk-topics', title: m.tickets_topics },
  { path: '/admin/service-levels', title: m.tickets_levels },
  { path: '/admin/webhooks', title: m.webhooks_title },
  { path: '/admin/jobs', title: m.web_admin_jobs },
  { path: '/admin/search', title: m.web_admin_search },
  { path: '/admin/mail', title: m.web_admin_mail }
]

/** The section of a page or of a page below it. */
export const sectionOf = (pathname: string) =>
  sections.findLast(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
