import type { z } from 'zod'
import type * as accounts from '@stoa/accounts/contract'
import type * as groups from '@stoa/accounts/groups/contract'
import type * as services from '@stoa/accounts/service-accounts/contract'
import type * as announcements from '@stoa/announcements/contract'
import type * as articles from '@stoa/articles/contract'
import type { ArticleStatistics } from '@stoa/articles/contract'
import type * as moderation from '@stoa/moderation/contract'
import type * as search from '@stoa/search/contract'
import type * as retention from '@stoa/site/retention/contract'
import type * as site from '@stoa/site/contract'
import type * as threads from '@stoa/threads/contract'
import type * as tickets from '@stoa/tickets/contract'
import type * as volunteers from '@stoa/volunteers/contract'

// Shapes that pages show. Types only: importing zod would add 77 KB to a page.

export type { PackName, Setup, ShownSite, Snapshot } from '@stoa/api'
export type RelatedThread = z.infer<typeof threads.relatedThread>
export type MergePreview = z.infer<typeof threads.mergePreview>
export type HistoryLine = z.infer<typeof threads.historyLine>
export type SolvedCount = z.infer<typeof threads.solvedCounts>['items'][number]
export type Helper = z.infer<typeof threads.helperList>['items'][number]
export type Contribution = z.infer<typeof threads.contribution>
export type LinkedAnnouncement = z.infer<typeof threads.linkedAnnouncement>
export type AnnouncementType = z.infer<typeof announcements.typeList>['items'][number]
export type Service = z.infer<typeof announcements.serviceList>['items'][number]
export type AnnouncementTemplate = z.infer<typeof announcements.templateList>['items'][number]
export type Archive = z.infer<typeof announcements.archive>
export type LinkSuggestion = z.infer<typeof announcements.linkSuggestions>['items'][number]
export type ArticleState = z.infer<typeof articles.state>
export type ArticleAudience = z.infer<typeof articles.audience>
export type ArticleSuggestions = z.infer<typeof articles.suggestions>
export type OwnSource = z.infer<typeof articles.ownSource>
export type {
  ArticlePage,
  ArticleRow,
  ArticleSource,
  ArticleStatistics,
  ReaderChange,
  PlaceInSeries,
  Section,
  SectionLink,
  Series,
  SeriesSource,
  TranslationSource,
  WorkList
} from '@stoa/articles/contract'
export type ArticleReason = keyof ArticleStatistics['reasons']
export type ArticleVersion = z.infer<typeof articles.articleRevisionList>['items'][number]
export type SectionSource = z.infer<typeof articles.sectionSource>
export type ShownGroup = z.infer<typeof groups.shownGroup>
export type GroupMember = z.infer<typeof groups.member>
export type RequestLimits = z.infer<typeof services.serviceAccountList>['requestsPerMinute']
export type Token = z.infer<typeof accounts.token>
export type Approval = z.infer<typeof accounts.approvalList>['items'][number]
export type DecidedApproval = z.infer<typeof accounts.approvalList>['decided'][number]
export type Waiting = z.infer<typeof accounts.waitingShape>
export type Rota = z.infer<typeof volunteers.rota>
export type PostAwaitingApproval = z.infer<typeof moderation.postAwaitingApproval>
export type FlaggedPost = z.infer<typeof moderation.flaggedPost>
export type EditAwaitingApproval = z.infer<typeof moderation.heldEdit>
export type { TrustedEntry } from '@stoa/safety/contract'
export type { AppealRow, Decision, Step, UserRecord } from '@stoa/moderation/contract'
export type ArticleHit = z.infer<typeof search.articleHit>
export type SearchHit = z.infer<typeof search.hit>
export type SearchAnswer = z.infer<typeof search.searchAnswer>
export type SearchMiss = z.infer<typeof search.missList>['items'][number]
export type CategoryCount = z.infer<typeof search.categoryCount>
export type Deflection = z.infer<typeof tickets.deflection>
export type RetentionPeriod = z.infer<typeof retention.retentionPeriod>
export type FixedPeriod = z.infer<typeof retention.retentionPage>['fixed'][number]
export type RemovalCounts = z.infer<typeof retention.removalCounts>
export type TicketRow = z.infer<typeof tickets.ticketRow>
export type TicketPage = z.infer<typeof tickets.ticketPage>
export type SatisfactionCell = tickets.SatisfactionCell
export type QueueRow = z.infer<typeof tickets.queueRow>
export type RelatedTickets = z.infer<typeof tickets.relatedTickets>
export type ServiceLevels = z.infer<typeof tickets.serviceLevelsInput>
export type Rule = z.infer<typeof tickets.rule>
export type Fact = z.infer<typeof tickets.fact>
export type TicketHistoryLine = TicketPage['history'][number]
export type TicketMessage = z.infer<typeof tickets.ticketMessage>
export type { DrawnPicture } from '@stoa/accounts/contract'
export type { Me, Needs } from '@stoa/api'
export type { Notification } from '@stoa/notifications/contract'
export type {
  AnnouncementHistory,
  AnnouncementPage,
  AnnouncementRow,
  AnnouncementSource
} from '@stoa/announcements/contract'
export type { Author } from '@stoa/core/contract'
export type {
  AuthorFacts,
  CaseRow,
  LogRow,
  Queue,
  SweepPreview,
  Transparency,
  UndoableRow,
  CampaignRow
} from '@stoa/moderation/contract'
export type {
  BuiltIn,
  DocumentHistory,
  DocumentShown,
  DocumentSource
} from '@stoa/site/documents/contract'
export type { StatisticsOfDays } from '@stoa/statistics/contract'
export type { Note, Statistics, Volunteering } from '@stoa/volunteers/contract'
export type { Delivery, Webhook } from '@stoa/webhooks/contract'
export type { Category, Post, ThreadHead, ThreadPage, ThreadRow } from '@stoa/threads/contract'
export type SiteDraft = site.SiteDraft
export type SiteInput = z.input<typeof site.siteInput>

export type ProviderButton = z.infer<typeof accounts.providerButton>
export type StaffPasskeys = z.infer<typeof accounts.staffPasskeys>
export type SignInModeState = z.infer<typeof accounts.signInModeState>
export type Identity = z.infer<typeof accounts.identity>
export type Provider = z.infer<typeof accounts.provider>
export type ClaimMapping = z.infer<typeof accounts.claimMappings>['mappings'][number]
export type TestedSignIn = z.infer<typeof accounts.testedSignIn>
export type ClaimPreview = z.infer<typeof accounts.mappingsPreview>
export type Passkey = z.infer<typeof accounts.passkey>
export type Agreement = z.infer<typeof accounts.agreementShown>
