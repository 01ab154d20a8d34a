import type { Configuration } from '@stoa/core/server'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import {
  connectServer,
  isCurrent,
  meilisearchEngine,
  postgresEngine,
  preferring,
  searchSettings
} from '@stoa/search'

type Settings = Pick<Configuration, 'meili'> & { target: ConnectionTarget; clock(): string }

/** Creates the forum's search: by PostgreSQL, or by Meilisearch in front of it if one is set. */
export function createSearch(
  { target, meili, clock }: Settings,
  onError: (error: unknown) => void
) {
  const { db, close } = connect(target, { max: 4, name: 'stoa search', settings: searchSettings })
  const postgres = postgresEngine(db)
  if (!meili) return { ports: { searchEngine: postgres }, close }
  const searchServer = connectServer(meili)
  const searchEngine = preferring({
    preferred: meilisearchEngine(searchServer, db),
    otherwise: postgres,
    clock,
    isCurrent: () => isCurrent(db, clock()),
    onError
  })
  return { ports: { searchEngine, searchServer }, close }
}
