import type { Configuration } from '@stoa/core/server'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import {
  connectServer,
  hasRecovered,
  isCurrent,
  meilisearchEngine,
  postgresEngine,
  preferring,
  searchSettings
} from '@stoa/search'
import { reactionTo } from './reactions/index.ts'
import type { SearchReports } from './search-reports.ts'

type Settings = Pick<Configuration, 'meili'> & { target: ConnectionTarget; clock(): string }

export const searchReactionTo = (type: string) => reactionTo(type)?.search

/** Creates the forum's search: by PostgreSQL, or by Meilisearch in front of it if one is set. */
export function createSearch({ target, meili, clock }: Settings, reports: SearchReports) {
  const { db, close } = connect(target, { max: 4, name: 'stoa search', settings: searchSettings })
  const postgres = postgresEngine(db)
  if (!meili) return { ports: { searchEngine: postgres }, close }
  const searchServer = connectServer(meili)
  const searchEngine = preferring({
    preferred: meilisearchEngine(searchServer, db),
    otherwise: postgres,
    clock,
    isCurrent: () => isCurrent(db, clock()),
    hasRecovered: () => hasRecovered({ db, ports: { searchReactionTo } }, searchServer),
    onError: (error) => reports.onError(error),
    onRecovery: () => reports.onRecovery()
  })
  return { ports: { searchEngine, searchServer }, close }
}
