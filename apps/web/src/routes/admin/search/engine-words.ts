import { m } from '@stoa/messages'

type Engine = {
  engine: 'postgres' | 'meilisearch'
  /** PostgreSQL searches because Meilisearch cannot. */
  replaces: boolean
}

/** The message that says which engine searches. */
export function engineWords({ engine, replaces }: Engine) {
  if (replaces) return m.web_admin_search_replaced
  return engine === 'postgres' ? m.web_admin_search_postgres : m.web_admin_search_meilisearch
}

/** Why an index was built anew. */
export const reasonWords = {
  missing: m.web_admin_search_missing,
  settings: m.web_admin_search_other_settings,
  other_cluster: m.web_admin_search_other_cluster,
  database_set_back: m.web_admin_search_set_back,
  too_old: m.web_admin_search_too_old,
  incomplete: m.web_admin_search_incomplete,
  requested: m.web_admin_search_requested
}
