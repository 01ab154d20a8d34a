import { searchStatus } from '@stoa/search'
import type { SearchStatus } from '@stoa/search'
import { reasonWords } from '../search-following.ts'
import { failureLine } from '../search-reports.ts'
import { broken, good, look, type Check, type Finding } from './findings.ts'

const lateAfterSeconds = 60
// By default the server clears much memory for each task, however small.
const slowAfter = 300
const megabyte = 1024 * 1024

/** Which engine searches, and whether Meilisearch can. */
export const checkEngine: Check = async ({ connection: { db }, ports, now }) => {
  const { searchServer } = ports
  if (!searchServer) return good('PostgreSQL searches.')
  return findingOf(await searchStatus({ db, now }, searchServer))
}

function findingOf({ failure, server, lag, building, hasSearchKey }: SearchStatus): Finding {
  const progress = building
    ? ` Its index is being built anew: ${building.done} of ${building.total} posts.`
    : ''
  if (failure) {
    const words = `${failureLine(failure)} PostgreSQL searches meanwhile.${progress}`
    return failure.reason === 'index_missing' ? look(words) : broken(words)
  }
  if (!server || !lag) return look(`Meilisearch has no current index.${progress}`)
  const words =
    `Meilisearch${server.version === null ? '' : ` ${server.version}`} searches ${server.posts} posts and is ${lag.events} events behind. ` +
    `It takes ${Math.round(server.bytes / megabyte)} MB; its index was built at ${server.builtAt}, ` +
    `because ${reasonWords[server.buildReason]}.${progress}`
  if (lag.seconds > lateAfterSeconds)
    return look(`${words} Start a server whose STOA_ROLE is all or worker: PostgreSQL searches.`)
  if ((server.writeTime ?? 0) > slowAfter)
    return look(
      `${words} It takes ${server.writeTime} ms to take over a change: start it with ` +
        '--max-indexing-memory 512MiB.'
    )
  if (hasSearchKey) return good(`${words} A key of its own searches.`)
  return look(`${words} The key that writes also searches: set STOA_MEILI_SEARCH_KEY.`)
}
