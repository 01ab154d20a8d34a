import { accountsEndpoints } from '@stoa/accounts'
import { groupsEndpoints } from '@stoa/accounts/groups'
import { serviceAccountEndpoints } from '@stoa/accounts/service-accounts'
import { announcementsEndpoints } from '@stoa/announcements'
import { articlesEndpoints } from '@stoa/articles'
import type { Api as CallersOf } from '@stoa/core/server'
import { moderationEndpoints } from '@stoa/moderation'
import { filtersEndpoints, guardsEndpoints } from '@stoa/safety'
import { onCallEndpoints, volunteersEndpoints } from '@stoa/volunteers'
import { notificationsEndpoints } from '@stoa/notifications'
import { languagesEndpoints } from '@stoa/site/languages'
import { searchEndpoints } from '@stoa/search'
import { statisticsEndpoints } from '@stoa/statistics'
import { retentionEndpoints } from '@stoa/site/retention'
import { siteEndpoints } from '@stoa/site'
import { threadsEndpoints } from '@stoa/threads'
import { documentsEndpoints } from '@stoa/site/documents'
import { ticketsEndpoints } from '@stoa/tickets'
import { uploadsEndpoints } from '@stoa/uploads'
import { webhooksEndpoints } from '@stoa/webhooks'
import type { z } from 'zod'
import type { me } from '@stoa/accounts/contract'
import { operationsEndpoints } from './operations.ts'

/** Every endpoint of the forum, by capability and name. */
export const endpoints = {
  accounts: accountsEndpoints,
  groups: groupsEndpoints,
  serviceAccounts: serviceAccountEndpoints,
  site: siteEndpoints,
  threads: threadsEndpoints,
  uploads: uploadsEndpoints,
  moderation: moderationEndpoints,
  guards: guardsEndpoints,
  filters: filtersEndpoints,
  volunteers: volunteersEndpoints,
  onCall: onCallEndpoints,
  announcements: announcementsEndpoints,
  articles: articlesEndpoints,
  notifications: notificationsEndpoints,
  search: searchEndpoints,
  tickets: ticketsEndpoints,
  webhooks: webhooksEndpoints,
  statistics: statisticsEndpoints,
  documents: documentsEndpoints,
  languages: languagesEndpoints,
  retention: retentionEndpoints,
  operations: operationsEndpoints
}

/** The endpoints as in-process calls, which pages use. */
export type Api = CallersOf<typeof endpoints>

export type Me = z.infer<typeof me>

export type { MemberPages, PageParts, Personal } from './pages/page-parts.ts'
export type { Needs } from './needs.ts'
export type { PackName } from './packs/pack.ts'
export type { Setup } from './setup-steps.ts'
export type { Problem, RevisionChanged, Snapshot } from '@stoa/core'
export type { ForumLanguages } from '@stoa/core/languages'
export type { ShownSite } from '@stoa/site'
