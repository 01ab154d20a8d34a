import {
  announcementsLike,
  announcementsWith,
  linkedAnnouncements,
  moveToCategory,
  bannersFor,
  isAnnouncementVisible,
  describeAnnouncements,
  disturbancesAbout
} from '@stoa/announcements'
import type { Context, Ports } from '@stoa/core'
import { Outbound, type Configuration } from '@stoa/core/server'
import type { Connection } from '@stoa/core/database'
import { describeActions, ownAppeals, ownReports, recordAction } from '@stoa/moderation'
import {
  authorizeRelease,
  checkLine,
  findOutside,
  findRepeated,
  isOfficialLink,
  keepLinks,
  linkJudge,
  masked,
  judgeText,
  nameGuard,
  quarantined,
  review,
  reviewTogether
} from '@stoa/safety'
import { similarThreads, ticketIdsWith } from '@stoa/search'
import { recordSearchWithoutResult } from '@stoa/statistics'
import { isPictureVisible, siteNames, siteWords } from '@stoa/site'
import { documentPorts, ownAcceptances } from '@stoa/site/documents'
import { urgentReasons } from '@stoa/volunteers'
import { createLive, ownNotificationData, type Live } from '@stoa/notifications'
import { unreadCount, unreadNotifications } from '@stoa/notifications'
import {
  answersTicket,
  openAttachment,
  describeTickets,
  escalations,
  isDeskAgent,
  ownTicketData,
  ticketTexts,
  topicKeys
} from '@stoa/tickets'
import { renderBody } from '@stoa/threads/rendering'
import { followedCategories, isPostVisible, moderatedCategories } from '@stoa/threads'
import { categoriesOfGroup, ownThreadData, withSubcategories } from '@stoa/threads'
import { threadsByLanguage } from '@stoa/threads/by-language'
import { ownUploads } from '@stoa/uploads'
import { changeHandlers } from './change-handlers.ts'
import { authorizeGuest } from './guest-access.ts'
import { keepForm } from './requests/form-with-upload.ts'
import { keysOf } from './keys.ts'
import { presenceChannel } from './invalidation.ts'
import { createOutside, type OutsideSettings } from './outside.ts'
import { headlineOf } from './reactions/headlines.ts'
import { reactionTo } from './reactions/index.ts'
import { searchReactionTo } from './search-engine.ts'
import type { SearchReports } from './search-reports.ts'

export type PortSettings = OutsideSettings &
  Pick<Configuration, 'secret' | 'previousSecret' | 'mailLimits' | 'demo'> & {
    /**
     * Also reaches this machine, for webhook receivers of tests. Defaults to public addresses only.
     */
    outbound?: Outbound
  }

export type Composition = {
  ports: Ports
  live: Live
  close(): Promise<void>
}

type Listeners = Pick<Ports, 'committed' | 'languages' | 'logSecurityEvent'> & {
  search: SearchReports
}

/** Creates the ports: what capabilities need from each other and from external services. */
export function createPorts(
  settings: PortSettings,
  { db, sql }: Connection,
  onError: (error: unknown) => void,
  { search, ...listeners }: Listeners
): Composition {
  const live = createLive({
    db,
    answersTicket: (actor, number) => answersTicket({ db, actor }, number),
    reactionTo: (type) => reactionTo(type)?.live,
    onError
  })
  const outside = createOutside(settings, search)
  const ports: Ports = {
    ...outside.ports,
    ...betweenCapabilities(),
    ...ofAll,
    authorizeGuest,
    ...listeners,
    publicOrigin: settings.origin,
    demo: settings.demo,
    mailLimits: settings.mailLimits,
    outbound: settings.outbound ?? new Outbound(),
    webhookData: async (ctx, type, payload) =>
      (await reactionTo(type)?.webhooks?.(ctx, payload)) ?? null,
    webhookHeadline: headlineOf,
    searchReactionTo,
    ...keysOf(settings),
    subscribe: (subscription) => live.subscribe(subscription),
    publishPresence: async (presence) =>
      void (await sql.notify(presenceChannel, JSON.stringify(presence)))
  }
  return { ports, live, close: () => outside.close() }
}

/** What capabilities need of each other, by the one that supplies it. */
const betweenCapabilities = () => ({
  threads: {
    ...{ isPostVisible, moderatedCategories, withSubcategories, categoriesOfGroup, renderBody }
  },
  site: { siteWords, siteNames, isPictureVisible, ...documentPorts },
  safety: {
    ...{ review, reviewTogether, judgeText, findRepeated, masked, checkLine },
    ...{
      nameGuard,
      linkJudge,
      keepLinks,
      quarantined,
      authorizeRelease,
      isOfficialLink,
      findOutside
    }
  },
  moderation: { recordAction, describeActions },
  volunteers: { urgentReasons },
  announcements: {
    ...{ bannersFor, linkedAnnouncements, isAnnouncementVisible, describeAnnouncements },
    ...{ disturbancesAbout, announcementsLike, announcementsWith, moveToCategory }
  },
  tickets: { topicKeys, isDeskAgent, openAttachment, describeTickets, ticketTexts, escalations },
  notifications: { unreadCount },
  search: { similarThreads, ticketIdsWith },
  statistics: { recordSearchWithoutResult }
})

/** What all capabilities together supply. */
const ofAll = {
  ...{ threadsByLanguage, changeHandlers, keepForm },
  readerFacts: (reader) => ({
    unread: unreadNotifications(reader),
    followedCategories: followedCategories(reader)
  }),
  dataOf: (ctx: Context, userId: number) => ({
    documents: ownAcceptances(ctx, userId),
    threads: ownThreadData(ctx, userId),
    uploads: ownUploads(ctx, userId),
    reports: ownReports(ctx, userId),
    tickets: ownTicketData(ctx, userId),
    appeals: ownAppeals(ctx, userId),
    notifications: ownNotificationData(ctx, userId)
  })
} satisfies Partial<Ports>
