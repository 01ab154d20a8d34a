import { isNotNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { tickets } from '../schema.ts'

/** Selects thread and time of all tickets that a thread was taken to. Only sums of it are shown. */
export const escalations = ({ db }: Pick<Context, 'db'>) =>
  db
    .select({ threadId: tickets.threadId, createdAt: tickets.createdAt })
    .from(tickets)
    .where(isNotNull(tickets.threadId))
