import type { FastifyBaseLogger } from 'fastify'
import { sourceLocale, translate } from '@stoa/messages'
import { failureOf, type Failure } from '@stoa/search'
import type { SearchMetrics } from './metrics/search.ts'

/** A failure of the search server and what to do about it, in one line for the operator. */
export const failureLine = ({ reason, detail }: Failure) =>
  translate(`search_server_${reason}`, { detail }, sourceLocale)

/** Receives what happens to a user of the search server. */
export type SearchReports = {
  onError(error: unknown): void
  onRecovery(): void
  metrics?: SearchMetrics
}

/** Where to report. */
export type SearchLog = {
  log(): Pick<FastifyBaseLogger, 'warn'>
  fail(error: unknown): void
  metrics?: SearchMetrics
}

/**
 * Logs what hinders the search server in one line, when it begins and when it has ended. What
 * searches and what follows report apart: an outage is said once, and its end when both work.
 * @param fail receives errors that are none of the server
 */
export function searchReports({ log, fail, metrics }: SearchLog) {
  const hindered = new Map<string, Failure['reason']>()
  const reportsOf = (user: string): SearchReports => ({
    metrics,
    onError(error) {
      const failure = failureOf(error)
      if (!failure) return fail(error)
      if (![...hindered.values()].includes(failure.reason)) log().warn(failureLine(failure))
      hindered.set(user, failure.reason)
    },
    onRecovery() {
      if (hindered.delete(user) && hindered.size === 0) log().warn('Meilisearch works again.')
    }
  })
  return { searching: reportsOf('searching'), following: reportsOf('following') }
}
