import { m } from '@stoa/messages'
import type { Token } from '#lib/shapes.ts'

export type ScopeWords = Record<Token['scopes'][number], () => string>

/** What a token of each scope may do. */
export const scopeWords: ScopeWords = {
  read: m.web_tokens_read,
  write: m.web_tokens_write,
  moderate: m.web_tokens_moderate,
  admin: m.web_tokens_admin,
  sessions: m.accounts_services_scope_sessions
}

/** What a token of a service account may do, which is never an admin. */
export const serviceScopeWords: ScopeWords = {
  ...scopeWords,
  read: m.accounts_services_scope_read,
  write: m.accounts_services_scope_write,
  moderate: m.accounts_services_scope_moderate
}
