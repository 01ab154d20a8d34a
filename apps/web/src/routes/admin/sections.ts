import { m } from '@stoa/messages'
import { sectionAt, type Section as AreaSection } from '#lib/frame/sections.ts'

/** A page that administrators need. Every route below `/admin` belongs to one of them. */
export type Section = AreaSection & {
  /** One line that says what the page is for. */
  purpose: () => string
  /** What people type to find it, beside its title and purpose. */
  words: () => string
}

type Named<Key> = Key extends `admin_purpose_${infer Name}` ? Name : never

/** What is said about a page: `admin_purpose_…` and `admin_words_…`. */
const about = (name: Named<keyof typeof m>) => ({
  purpose: m[`admin_purpose_${name}`],
  words: m[`admin_words_${name}`]
})

type Page = Omit<Section, 'group'>

const under = (group: () => string, pages: Page[]): Section[] =>
  pages.map((page) => ({ ...page, group }))

/**
 * Pages of the administration in the order of the menu, with those outside of `/admin`. A new page
 * needs a row here.
 */
export const sections: Section[] = [
  { path: '/admin', title: m.web_admin_overview, ...about('overview') },
  ...under(m.admin_group_forum, [
    { path: '/admin/site', title: m.site_title, ...about('site') },
    { path: '/admin/settings', title: m.web_admin_settings, ...about('settings') },
    { path: '/admin/languages', title: m.languages_title, ...about('languages') },
    { path: '/admin/categories', title: m.web_rail_categories, ...about('categories') },
    {
      path: '/admin/announcement-types',
      title: m.announcements_types,
      ...about('announcement_types')
    },
    {
      path: '/admin/announcement-services',
      title: m.announcements_services_admin,
      ...about('services')
    },
    { path: '/admin/documents', title: m.documents_admin, ...about('documents') },
    { path: '/announcements/templates', title: m.announcements_templates, ...about('templates') },
    { path: '/search/upkeep', title: m.web_search_upkeep, ...about('related_words') }
  ]),
  ...under(m.admin_group_people, [
    { path: '/admin/people', title: m.web_admin_people, ...about('people') },
    { path: '/admin/groups', title: m.accounts_groups, ...about('groups') },
    { path: '/admin/sign-in', title: m.accounts_providers, ...about('sign_in') },
    { path: '/invitations', title: m.accounts_invitations, ...about('invitations') },
    { path: '/admin/volunteers', title: m.moderation_volunteers, ...about('volunteers') },
    { path: '/approvals', title: m.accounts_approvals, ...about('approvals') }
  ]),
  ...under(m.admin_group_safety, [
    { path: '/moderation', title: m.web_account_moderation, ...about('moderation') },
    { path: '/moderation/filters', title: m.guards_filters, ...about('filters') },
    { path: '/moderation/allowed-hosts', title: m.guards_allowed_hosts, ...about('allowed_hosts') },
    { path: '/admin/official', title: m.web_admin_official, ...about('official') },
    { path: '/moderation/on-call', title: m.moderation_on_call, ...about('on_call') },
    { path: '/moderation/log', title: m.web_footer_log, ...about('moderation_log') },
    { path: '/admin/audit', title: m.web_audit, ...about('audit') },
    { path: '/admin/retention', title: m.retention_admin, ...about('retention') }
  ]),
  ...under(m.admin_group_support, [
    { path: '/admin/desk-topics', title: m.tickets_topics, ...about('desk_topics') },
    { path: '/admin/desk-facts', title: m.tickets_custom_facts, ...about('desk_facts') },
    { path: '/admin/service-levels', title: m.tickets_levels, ...about('service_levels') },
    { path: '/desk/saved-replies', title: m.tickets_saved_replies, ...about('saved_replies') },
    { path: '/desk/rules', title: m.admin_desk_rules, ...about('desk_rules') },
    { path: '/desk/statistics', title: m.admin_desk_statistics, ...about('desk_statistics') }
  ]),
  ...under(m.admin_group_operation, [
    { path: '/admin/jobs', title: m.web_admin_jobs, ...about('jobs') },
    { path: '/admin/mail', title: m.web_admin_mail, ...about('mail') },
    { path: '/admin/search', title: m.admin_search_engine, ...about('search') },
    { path: '/admin/backup', title: m.admin_backup, ...about('backup') },
    {
      path: '/admin/service-accounts',
      title: m.accounts_services,
      ...about('service_accounts')
    },
    { path: '/admin/webhooks', title: m.webhooks_title, ...about('webhooks') }
  ])
]

/** The section of a page of the administration. */
export const sectionOf = (pathname: string) => sectionAt(sections, pathname)
