import { m } from '@stoa/messages'
import type { Token } from '#lib/shapes.ts'

/** What a token of each scope may do. */
export const scopeWords: Record<Token['scopes'][number], () => string> = {
  read: m.web_tokens_read,
  write: m.web_tokens_write,
  moderate: m.web_tokens_moderate,
  admin: m.web_tokens_admin
}
