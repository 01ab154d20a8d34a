import { count, eq, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { appeals, cases } from './schema.ts'

/** Selects the number of all undecided cases. Only admins may see it. */
export const countOpenCases = ({ db }: Context) =>
  db.select({ count: count() }).from(cases).where(isNull(cases.resolvedAt))

/** Selects the number of all posts awaiting approval. Only admins may see it. */
export const postsAwaitingApproval = ({ db }: Context) =>
  db.select({ count: count() }).from(posts).where(eq(posts.state, 'awaiting_approval'))

/** Selects the number of all undecided appeals. Only admins may see it. */
export const openAppeals = ({ db }: Context) =>
  db.select({ count: count() }).from(appeals).where(isNull(appeals.decidedAt))
