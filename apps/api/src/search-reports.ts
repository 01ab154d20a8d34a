import type { FastifyBaseLogger } from 'fastify'
import { translate } from '@stoa/messages'
import { failureOf } from '@stoa/search'

/** What a user of the search server reports. */
export type SearchReports = { onError(error: unknown): void; onRecovery(): void }

/**
 * Logs what hinders the search server in one line, when it begins and when it has ended.
 * @param fail receives errors that are none of the server
 */
export function searchReports(
  log: () => Pick<FastifyBaseLogger, 'warn' | 'info'>,
  fail: (error: unknown) => void
): SearchReports {
  let said: string | undefined
  return {
    onError(error) {
      const failure = failureOf(error)
      if (!failure) return fail(error)
      const { reason, detail } = failure
      if (said !== reason)
        log().warn({ reason }, translate(`search_server_${reason}`, { detail }, 'en'))
      said = reason
    },
    onRecovery() {
      if (said !== undefined) log().info('Meilisearch works again')
      said = undefined
    }
  }
}
