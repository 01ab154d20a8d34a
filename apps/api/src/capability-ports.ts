import {
  acknowledgedAnnouncements,
  announcementStates,
  announcementsLike,
  announcementsWith,
  linkedAnnouncements,
  moveToCategory,
  bannersFor,
  isAnnouncementVisible,
  describeAnnouncements,
  disturbancesAbout,
  ownAnnouncementData
} from '@stoa/announcements'
import {
  articlePlaces,
  articlesNamed,
  articlesInOrder,
  articlesOfGroup,
  articlesOfThread,
  articleTexts,
  isArticleFileVisible,
  isSourceFileVisible,
  readableArticles,
  recordTicketsAfter,
  redactFromArticles,
  reportableText,
  sendToOwner,
  titlesOfTexts
} from '@stoa/articles'
import type { Context, Ports } from '@stoa/core'
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
import { missedQueries, similarArticles, similarThreads, ticketIdsWith } from '@stoa/search'
import { recordSearchWithoutResult } from '@stoa/statistics'
import { isOpened, isPictureVisible, siteNames, siteWords } from '@stoa/site'
import { documentPorts, ownAcceptances } from '@stoa/site/documents'
import { retainedFor } from '@stoa/site/retention'
import { urgentReasons } from '@stoa/volunteers'
import { countDocumentMails, ownNotificationData, recordMailConsent } from '@stoa/notifications'
import { unreadCount, unreadNotifications } from '@stoa/notifications'
import {
  openAttachment,
  describeTickets,
  escalations,
  isDeskAgent,
  linkedTickets,
  ownTicketData,
  ticketTexts,
  topicNames
} from '@stoa/tickets'
import {
  answeredTickets,
  leaksIn,
  leaksOf,
  repliesNamingArticles,
  requesterAsReader,
  resolvedTicket
} from '@stoa/tickets/articles'
import { surveyToken } from '@stoa/tickets/satisfaction'
import { renderBody } from '@stoa/threads/rendering'
import { followedCategories, isPostVisible, moderatedCategories } from '@stoa/threads'
import { categoriesOfGroup } from '@stoa/threads/of-groups'
import { ownThreadData, withSubcategories } from '@stoa/threads'
import { threadsByLanguage } from '@stoa/threads/by-language'
import { ownUploads } from '@stoa/uploads'
import { approvalKinds } from './approval-kinds.ts'
import { cleaners } from './cleaners.ts'
import { keepForm } from './requests/form-with-upload.ts'
import { unnamedTexts } from './unnamed-texts.ts'

/** What capabilities need of each other, by the one that supplies it. */
export const betweenCapabilities = () => ({
  threads: {
    ...{ isPostVisible, moderatedCategories, withSubcategories, categoriesOfGroup, renderBody }
  },
  site: { siteWords, siteNames, isOpened, isPictureVisible, retainedFor, ...documentPorts },
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
    ...{ disturbancesAbout, announcementsLike, announcementsWith, moveToCategory },
    announcementStates
  },
  articles: {
    ...{ articlePlaces, articlesOfGroup, articlesOfThread, redactFromArticles },
    ...{ reportableText, titlesOfTexts, sendToOwner },
    ...{ isArticleFileVisible, isSourceFileVisible },
    ...{ articlesInOrder, articleTexts, readableArticles, articlesNamed },
    recordTicketsAfter
  },
  tickets: {
    ...{ topicNames, isDeskAgent, openAttachment, describeTickets, ticketTexts, escalations },
    ...{ linkedTickets, surveyToken, resolvedTicket, leaksIn, leaksOf },
    ...{ answeredTickets, requesterAsReader, repliesNamingArticles }
  },
  notifications: { unreadCount, recordMailConsent, countDocumentMails },
  search: { similarArticles, similarThreads, ticketIdsWith, missedQueries },
  statistics: { recordSearchWithoutResult }
})

/** What all capabilities together supply. */
export const ofAll = {
  ...{ threadsByLanguage, unnamedTexts, approvalKinds, cleaners, keepForm },
  readerFacts: (reader) => ({
    unread: unreadNotifications(reader),
    acknowledged: acknowledgedAnnouncements(reader),
    followedCategories: followedCategories(reader)
  }),
  dataOf: (ctx: Context, userId: number) => ({
    documents: ownAcceptances(ctx, userId),
    announcements: ownAnnouncementData(ctx, userId),
    threads: ownThreadData(ctx, userId),
    uploads: ownUploads(ctx, userId),
    reports: ownReports(ctx, userId),
    tickets: ownTicketData(ctx, userId),
    appeals: ownAppeals(ctx, userId),
    notifications: ownNotificationData(ctx, userId)
  })
} satisfies Partial<Ports>
