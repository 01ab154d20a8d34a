import type { FastifyBaseLogger } from 'fastify'
import { translate } from '@stoa/messages'
import { failureOf } from '@stoa/search'
import type { SearchMetrics } from './metrics/search.ts'

type Failure = NonNullable<ReturnType<typeof failureOf>>

/** A failure of the search server and what to do about it, in one line for the operator. */
export const failureLine = ({ reason, detail }: Failure) =>
  translate(`search_server_${reason}`, { detail }, 'en')

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
 * Logs what hinders the search server in one line, when it begins and when it has ended.
 * @param fail receives errors that are none of the server
 */
export function searchReports({ log, fail, metrics }: SearchLog): SearchReports {
  let logged: string | undefined
  return {
    metrics,
    onError(error) {
      const failure = failureOf(error)
      if (!failure) return fail(error)
      if (logged !== failure.reason) log().warn(failureLine(failure))
      logged = failure.reason
    },
    onRecovery() {
      if (logged !== undefined) log().warn('Meilisearch works again.')
      logged = undefined
    }
  }
}
