import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { waitingApprovalCount } from '@stoa/accounts/approvals'
import { unreachableProviders } from '@stoa/accounts/providers'
import { announcementsToApprove } from '@stoa/announcements'
import { articlesToApprove } from '@stoa/articles'
import { after, endpoint, type Context } from '@stoa/core'
import { timeShape } from '@stoa/core/contract'
import { restorationColumn, type Restoration } from '@stoa/core/effects'
import { settings } from '@stoa/core/schema'
import { openAppeals, countOpenCases, postsAwaitingApproval } from '@stoa/moderation'
import { siteToApprove } from '@stoa/site'
import { documentsToPublish, upcomingVersions } from '@stoa/site/documents'
import { unansweredQuestions } from '@stoa/threads'
import { overdueTickets } from '@stoa/tickets'
import { failedDeliveries } from '@stoa/webhooks'
import manifest from '../package.json' with { type: 'json' }
import { lastBackup } from './backup/record.ts'
import { showStatus } from './search-status.ts'

const number = z.number()

const needsShape = z.object({
  /** How many there are of each; 1 for what is one thing. */
  counts: z.object({
    signUpUnopened: number,
    deliveryHeld: number,
    failedJobs: number,
    /** Emails that were refused at least once and are tried again. */
    refusedEmails: number,
    failedDeliveries: number,
    /** Sign-in providers that could not be asked whether they still know our staff. */
    unreachableProviders: number,
    searchReplaced: number,
    overdueTickets: number,
    openCases: number,
    postsAwaitingApproval: number,
    openAppeals: number,
    unansweredQuestions: number,
    approvals: number,
    announcementsToApprove: number,
    /** Versions of articles that wait for a second person, or were proposed by volunteers. */
    articlesToApprove: number,
    /** 1 if a version of the forum's name and look waits for a second admin. */
    siteToApprove: number,
    /** Versions of documents that nobody has published yet. */
    documentsToPublish: number,
    /** Versions of documents that take effect within 14 days. */
    upcomingDocuments: number,
    backupDue: number
  }),
  /** Null if none was made with `stoa backup`. */
  backupAt: timeShape.nullable(),
  version: z.string()
})

export type Needs = z.infer<typeof needsShape>

type Counted = Omit<Needs['counts'], 'deliveryHeld' | 'searchReplaced' | 'backupDue'>
type Row = Counted & { backupAt: string | null; firstAt: string | null; held: Restoration | null }

const isRefused = sql`(payload ->> 'effect' = 'mail' and attempts > 0)`

/** Reads all numbers in one statement. */
async function readCounts(ctx: Context): Promise<Row> {
  const [row] = await ctx.db.execute<Row>(sql`
    with jobs as materialized (
      select attempts < max_attempts as "isTriedAgain", ${isRefused} as "isRefused"
      from graphile_worker._private_jobs where attempts > 0)
    select
      (select count(*) from jobs where not "isTriedAgain")::int as "failedJobs",
      (select count(*) from jobs where "isTriedAgain" and "isRefused")::int as "refusedEmails",
      ${failedDeliveries(ctx)}::int as "failedDeliveries",
      ${unreachableProviders()}::int as "unreachableProviders",
      ${overdueTickets(ctx)}::int as "overdueTickets",
      ${countOpenCases(ctx)}::int as "openCases",
      ${postsAwaitingApproval(ctx)}::int as "postsAwaitingApproval",
      ${openAppeals(ctx)}::int as "openAppeals",
      ${unansweredQuestions(ctx)}::int as "unansweredQuestions",
      ${waitingApprovalCount(ctx)}::int as "approvals",
      ${announcementsToApprove(ctx)}::int as "announcementsToApprove",
      ${articlesToApprove(ctx)}::int as "articlesToApprove",
      ${siteToApprove(ctx)}::int as "siteToApprove",
      ${documentsToPublish(ctx)}::int as "documentsToPublish",
      ${upcomingVersions(ctx)}::int as "upcomingDocuments",
      (select count(*) = 0 from ${settings} where name = 'mail_works')::int as "signUpUnopened",
      ${restorationColumn} as held, ${lastBackup} as "backupAt",
      (select created_at from users order by id limit 1) as "firstAt"`)
  if (!row) throw new Error('nothing was counted')
  return row
}

const maxBackupAge = 7 * 24 * 3600_000

/** Lists what needs somebody, in one statement and at most one call of the search server. */
async function listNeeds(ctx: Context): Promise<Needs> {
  const [{ held, firstAt, backupAt, ...counts }, search] = await Promise.all([
    readCounts(ctx),
    showStatus(ctx)
  ])
  const isOld = (time: string | null) =>
    time !== null && Date.parse(time) < Date.parse(after(ctx.now, -maxBackupAge))
  return {
    counts: {
      ...counts,
      signUpUnopened: ctx.ports.demo ? 0 : counts.signUpUnopened,
      deliveryHeld: Number(held?.resumedAt === null),
      searchReplaced: Number(search.engine === 'postgres' && search.meilisearch !== null),
      backupDue: Number(!ctx.ports.demo && isOld(backupAt ?? firstAt))
    },
    backupAt,
    version: manifest.version
  }
}

/** The endpoint that shows admins what needs somebody. */
export const needsEndpoint = endpoint({
  method: 'GET',
  path: '/admin/needs',
  summary: 'Show what needs attention: failed jobs, refused emails, overdue tickets and the like',
  answers: { 200: needsShape },
  minimumRole: 'admin',
  scope: 'admin',
  handle: listNeeds
})
