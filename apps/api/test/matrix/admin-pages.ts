import { addedProvider } from './known-provider.ts'
import { serviceOf, typeOf } from './rows/announcement-types.ts'
import { groupOf } from './rows/groups.ts'
import { customFactOf } from './rows/desk-facts.ts'
import { topicOf } from './rows/desk-tickets.ts'
import { serviceAccountOf } from './rows/service-accounts.ts'
import { webhookOf } from './rows/webhooks.ts'
import { forAdmins, pageFor, type PageRow } from './page-rows.ts'

/** Rows of the pages of the administration and of those linked from it. */
export const adminPages: Record<string, PageRow> = {
  '/admin': forAdmins('/admin', 'operations.needs', 'operations.setup', 'statistics.show'),
  '/admin/sign-in/[provider=provider]/test': {
    path: async ({ forum }) => `/admin/sign-in/${await addedProvider(forum)}/test`,
    reader: 'admin',
    calls: ['accounts.beginProviderTest']
  },
  '/admin/sign-in/[provider=provider]/claims': {
    path: async ({ forum }) => `/admin/sign-in/${await addedProvider(forum)}/claims`,
    reader: 'admin',
    calls: ['accounts.claimMappings', 'groups.groups', 'tickets.topics']
  },
  '/admin/backup': forAdmins('/admin/backup', 'operations.needs'),
  '/admin/site': forAdmins('/admin/site', 'site.draft', 'site.history'),
  '/admin/webhooks': forAdmins('/admin/webhooks', 'webhooks.list', 'announcements.types'),
  '/admin/webhooks/[id=id]': {
    path: async (world) => `/admin/webhooks/${await webhookOf(world)}`,
    reader: 'admin',
    calls: ['webhooks.deliveries', 'webhooks.list', 'announcements.types']
  },
  '/admin/service-accounts': forAdmins(
    '/admin/service-accounts',
    'serviceAccounts.list',
    'tickets.topics'
  ),
  '/admin/service-accounts/[id=id]': {
    path: async (world) => `/admin/service-accounts/${await serviceAccountOf(world)}`,
    reader: 'admin',
    calls: ['serviceAccounts.list', 'tickets.topics']
  },
  '/admin/announcement-types': forAdmins('/admin/announcement-types', 'announcements.types'),
  '/admin/announcement-types/[type=key]': {
    path: async (world) => `/admin/announcement-types/${await typeOf(world)}`,
    reader: 'admin',
    calls: ['announcements.types']
  },
  '/admin/announcement-services': forAdmins(
    '/admin/announcement-services',
    'announcements.services'
  ),
  '/admin/announcement-services/[service=key]': {
    path: async (world) => `/admin/announcement-services/${await serviceOf(world)}`,
    reader: 'admin',
    calls: ['announcements.services']
  },
  '/admin/documents': forAdmins('/admin/documents', 'documents.work'),
  '/admin/documents/new': forAdmins('/admin/documents/new', 'documents.source'),
  '/admin/documents/[slug=category]': forAdmins('/admin/documents/rules', 'documents.source'),
  '/admin/documents/[slug=category]/publish': forAdmins(
    '/admin/documents/rules/publish',
    'documents.source'
  ),
  '/admin/volunteers': forAdmins('/admin/volunteers', 'volunteers.applications'),
  '/admin/jobs': forAdmins('/admin/jobs', 'operations.failedJobs'),
  '/admin/mail': forAdmins('/admin/mail', 'operations.mailRoute'),
  '/admin/retention': forAdmins('/admin/retention', 'retention.list'),
  '/admin/retention/[period=key]': forAdmins('/admin/retention/drafts', 'retention.list'),
  // What has no text in the default language comes from these.
  '/admin/languages': forAdmins(
    '/admin/languages',
    'announcements.services',
    'announcements.types',
    'languages.list',
    'tickets.savedReplies',
    'tickets.topics'
  ),
  '/admin/search': forAdmins('/admin/search', 'operations.searchStatus'),
  '/admin/settings': forAdmins('/admin/settings', 'accounts.readingAccess', 'accounts.showSignUp'),
  '/admin/service-levels': forAdmins(
    '/admin/service-levels',
    'tickets.serviceLevels',
    'tickets.topics'
  ),
  '/admin/desk-topics': forAdmins('/admin/desk-topics', 'tickets.customFacts', 'tickets.topics'),
  '/admin/desk-topics/[topic=key]': {
    path: async (world) => `/admin/desk-topics/${await topicOf(world)}`,
    reader: 'admin',
    calls: ['tickets.customFacts', 'tickets.topics']
  },
  '/admin/desk-facts': forAdmins('/admin/desk-facts', 'operations.packs', 'tickets.customFacts'),
  '/admin/desk-facts/[fact=key]': {
    path: async (world) => `/admin/desk-facts/${await customFactOf(world)}`,
    reader: 'admin',
    calls: ['tickets.customFacts']
  },
  '/admin/official': forAdmins('/admin/official', 'guards.blockLists', 'guards.trusted'),
  '/admin/audit': forAdmins('/admin/audit', 'accounts.securityEvents'),
  '/admin/audit/[id=id]': forAdmins('/admin/audit/1'),
  '/admin/people': forAdmins('/admin/people', 'accounts.people'),
  '/admin/people/import': forAdmins('/admin/people/import', 'accounts.imports'),
  '/admin/people/team': forAdmins('/admin/people/team', 'accounts.team'),
  '/admin/people/[username=username]': {
    path: async ({ owner }) => `/admin/people/${owner.username}`,
    reader: 'admin',
    calls: ['accounts.approvals', 'accounts.person', 'accounts.team', 'tickets.topics']
  },
  '/admin/sign-in': forAdmins(
    '/admin/sign-in',
    'accounts.providers',
    'accounts.signInMode',
    'accounts.staffPasskeys'
  ),
  '/admin/sign-in/[provider=provider]': {
    ...forAdmins('', 'accounts.providers'),
    path: async ({ forum }) => `/admin/sign-in/${await addedProvider(forum)}`
  },
  '/admin/groups': forAdmins('/admin/groups', 'groups.groups'),
  '/groups/[id=id]': {
    path: async (world) => `/groups/${await groupOf(world)}`,
    reader: 'admin',
    calls: ['groups.invitations', 'groups.members', 'groups.show']
  },
  '/invitations': pageFor('staff')('/invitations', 'accounts.invitations'),
  '/approvals': forAdmins('/approvals', 'accounts.approvals'),
  '/admin/categories': forAdmins('/admin/categories'),
  '/admin/categories/new': forAdmins('/admin/categories/new', 'groups.groups'),
  '/admin/categories/[id=id]': {
    path: async ({ categoryId }) => `/admin/categories/${categoryId}`,
    reader: 'admin',
    calls: ['groups.groups', 'threads.category', 'threads.moderators']
  },
  '/admin/categories/[id=id]/form': {
    path: async ({ categoryId }) => `/admin/categories/${categoryId}/form`,
    reader: 'admin',
    calls: ['threads.categoryFields']
  }
}
