import type { AnyEndpoint } from '@stoa/core'
import { endpoints } from '../../src/api.ts'
import type { Call, Rows } from './row.ts'
import { usersRows } from './rows/accounts.ts'
import { ownAccountRows } from './rows/own-account.ts'
import { providersRows } from './rows/providers.ts'
import { passkeysRows } from './rows/passkeys.ts'
import { factorLossRows } from './rows/factor-loss.ts'
import { signInRows } from './rows/sign-in.ts'
import { mailedLinksRows } from './rows/mailed-links.ts'
import { directoryRows } from './rows/directory.ts'
import { joiningRows } from './rows/joining.ts'
import { announcementsRows } from './rows/announcements.ts'
import { articleAnswerRows } from './rows/article-answers.ts'
import { articleSourcesRows } from './rows/article-sources.ts'
import { articleChangesRows } from './rows/article-changes.ts'
import { articlesRows } from './rows/articles.ts'
import { announcementTypesRows } from './rows/announcement-types.ts'
import { documentsRows } from './rows/documents.ts'
import { filtersRows } from './rows/filters.ts'
import { groupsRows } from './rows/groups.ts'
import { serviceAccountsRows } from './rows/service-accounts.ts'
import { guardsRows } from './rows/guards.ts'
import { moderationRows } from './rows/moderation.ts'
import { decisionsRows } from './rows/decisions.ts'
import { sanctionsRows } from './rows/sanctions.ts'
import { approvalsRows } from './rows/approvals.ts'
import { onCallRows } from './rows/on-call.ts'
import { notificationsRows } from './rows/notifications.ts'
import { operationsRows } from './rows/operations.ts'
import { searchRows } from './rows/search.ts'
import { categoryRows, threadRows } from './rows/threads.ts'
import { readerRows } from './rows/reader.ts'
import { changeRows } from './rows/thread-changes.ts'
import { postRows, answerRows } from './rows/posts.ts'
import { ticketRows } from './rows/tickets.ts'
import { deskFactRows } from './rows/desk-facts.ts'
import { deskTicketRows } from './rows/desk-tickets.ts'
import { deskRows } from './rows/desk.ts'
import { siteRows } from './rows/site.ts'
import { uploadsRows } from './rows/uploads.ts'
import { volunteersRows } from './rows/volunteers.ts'
import { retentionRows } from './rows/retention.ts'
import { holdsRows } from './rows/holds.ts'
import { languagesRows } from './rows/languages.ts'
import { webhooksRows } from './rows/webhooks.ts'

export type { Call, Row } from './row.ts'

/** One row per endpoint, named as `api.<group>.<name>`. */
export const rows: Rows = {
  ...mailedLinksRows,
  ...ownAccountRows,
  ...signInRows,
  ...providersRows,
  ...passkeysRows,
  ...factorLossRows,
  ...usersRows,
  ...joiningRows,
  ...directoryRows,
  ...groupsRows,
  ...serviceAccountsRows,
  ...categoryRows,
  ...threadRows,
  ...postRows,
  ...answerRows,
  ...readerRows,
  ...changeRows,
  ...uploadsRows,
  ...siteRows,
  ...moderationRows,
  ...approvalsRows,
  ...sanctionsRows,
  ...decisionsRows,
  ...onCallRows,
  ...guardsRows,
  ...filtersRows,
  ...volunteersRows,
  ...announcementsRows,
  ...announcementTypesRows,
  ...articleChangesRows,
  ...articlesRows,
  ...articleAnswerRows,
  ...articleSourcesRows,
  ...notificationsRows,
  ...languagesRows,
  ...retentionRows,
  ...holdsRows,
  ...searchRows,
  ...ticketRows,
  ...deskRows,
  ...deskTicketRows,
  ...deskFactRows,
  ...webhooksRows,
  ...operationsRows,
  ...documentsRows
}

export const everyEndpoint: [string, AnyEndpoint][] = Object.entries(endpoints).flatMap(
  ([group, members]) =>
    Object.entries<AnyEndpoint>(members).map(([key, endpoint]): [string, AnyEndpoint] => [
      `${group}.${key}`,
      endpoint
    ])
)

export function addressOf(
  { path }: Pick<AnyEndpoint, 'path'>,
  { params = {}, query = {} }: Call
): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? '')
  )
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]) => [key, String(value)])
  )
  return search.size > 0 ? `${filled}?${search.toString()}` : filled
}
