import { addressCleaner, securityLogCleaner } from '@stoa/accounts'
import * as announcements from '@stoa/announcements'
import * as articles from '@stoa/articles'
import type { Context, Ports } from '@stoa/core'
import * as moderation from '@stoa/moderation'
import * as notifications from '@stoa/notifications'
import * as safety from '@stoa/safety'
import * as search from '@stoa/search'
import * as site from '@stoa/site'
import { documentPorts, ownAcceptances } from '@stoa/site/documents'
import { retainedFor } from '@stoa/site/retention'
import * as statistics from '@stoa/statistics'
import * as threads from '@stoa/threads'
import { threadsByLanguage } from '@stoa/threads/by-language'
import { draftCleaner } from '@stoa/threads/drafts'
import { categoriesOfGroup } from '@stoa/threads/of-groups'
import { renderBody } from '@stoa/threads/rendering'
import * as tickets from '@stoa/tickets'
import * as ticketArticles from '@stoa/tickets/articles'
import { surveyToken } from '@stoa/tickets/satisfaction'
import { ownUploads, refusedUploadCleaner } from '@stoa/uploads'
import * as volunteers from '@stoa/volunteers'
import { approvalKinds } from './approval-kinds.ts'
import { keepForm } from './requests/multipart.ts'
import { unnamedTexts } from './unnamed-texts.ts'

/** What capabilities need of each other, by the one that supplies it. */
export const betweenCapabilities = () => ({
  threads: { ...threads, categoriesOfGroup, renderBody },
  site: { ...site, ...documentPorts, retainedFor },
  tickets: { ...tickets, ...ticketArticles, surveyToken },
  safety: { ...safety },
  moderation: { ...moderation },
  volunteers: { ...volunteers },
  announcements: { ...announcements },
  articles: { ...articles },
  notifications: { ...notifications },
  search: { ...search },
  statistics: { ...statistics }
})

/** What removes the data of each retention period. */
const cleaners: Ports['cleaners'] = {
  ticket_details: tickets.detailsCleaner('ticket_details'),
  identity_documents: tickets.detailsCleaner('identity_documents'),
  addresses: addressCleaner,
  drafts: draftCleaner,
  refused_uploads: refusedUploadCleaner,
  security_log: securityLogCleaner
}

/** What all capabilities together supply. */
export const ofAll = {
  threadsByLanguage,
  unnamedTexts,
  approvalKinds,
  cleaners,
  keepForm,
  readerFacts: (reader) => ({
    unread: notifications.unreadNotifications(reader),
    acknowledged: announcements.acknowledgedAnnouncements(reader),
    followedCategories: threads.followedCategories(reader)
  }),
  dataOf: (ctx: Context, userId: number) => ({
    documents: ownAcceptances(ctx, userId),
    announcements: announcements.ownAnnouncementData(ctx, userId),
    threads: threads.ownThreadData(ctx, userId),
    uploads: ownUploads(ctx, userId),
    reports: moderation.ownReports(ctx, userId),
    tickets: tickets.ownTicketData(ctx, userId),
    appeals: moderation.ownAppeals(ctx, userId),
    notifications: notifications.ownNotificationData(ctx, userId)
  })
} satisfies Partial<Ports>
