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

function findingOf(status: SearchStatus): Finding {
  const { failure, followingFailure, server, lag } = status
  // The follower's own failure says why there is no index.
  const hindering = failure?.reason === 'index_missing' ? (followingFailure ?? failure) : failure
  const progress = progressWords(status)
  if (hindering) {
    const words = `${failureLine(hindering)} PostgreSQL searches meanwhile.${progress}`
    return hindering.reason === 'index_missing' ? look(words) : broken(words)
  }
  const words =
    server && lag ? workingWords(server, lag) : `Meilisearch has no current index.${progress}`
  if (followingFailure)
    return broken(`${words} It does not follow what is written: ${failureLine(followingFailure)}`)
  return server && lag ? adviceOf(status, server, lag, words + progress) : look(words)
}

const progressWords = ({ building }: SearchStatus) =>
  building ? ` Its index is being built anew: ${building.done} of ${building.total} posts.` : ''

type Of<Field extends keyof SearchStatus> = NonNullable<SearchStatus[Field]>

const workingWords = (server: Of<'server'>, { events }: Of<'lag'>) =>
  `Meilisearch${server.version === null ? '' : ` ${server.version}`} searches ${server.posts} posts and is ${events} events behind. ` +
  `It takes ${Math.round(server.bytes / megabyte)} MB; its index was built at ${server.builtAt}, ` +
  `because ${reasonWords[server.buildReason]}.`

/** What an operator may improve about an index that is followed. */
function adviceOf(
  { hasSearchKey }: SearchStatus,
  { writeTime }: Of<'server'>,
  { seconds }: Of<'lag'>,
  words: string
): Finding {
  if (seconds > lateAfterSeconds)
    return look(`${words} Start a server whose STOA_ROLE is all or worker: PostgreSQL searches.`)
  if ((writeTime ?? 0) > slowAfter)
    return look(
      `${words} It takes ${writeTime} ms to take over a change: start it with ` +
        '--max-indexing-memory 512MiB.'
    )
  if (hasSearchKey) return good(`${words} A key of its own searches.`)
  return look(`${words} The key that writes also searches: set STOA_MEILI_SEARCH_KEY.`)
}
