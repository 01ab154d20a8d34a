import { sanctions } from '@stoa/accounts/schema'
import type { Client, TestForum } from './forum.ts'

/** Silences a user without requests so far, in the whole forum and without an end. */
export const silence = (forum: TestForum, client: Client) => sanction(forum, client, 'silence')

/** Suspends a user, as `silence` silences one. */
export const suspend = (forum: TestForum, client: Client) => sanction(forum, client, 'suspension')

async function sanction(forum: TestForum, client: Client, kind: 'silence' | 'suspension') {
  await forum.connection.db.insert(sanctions).values({
    userId: client.id,
    kind,
    reason: 'spam',
    byId: client.id,
    createdAt: forum.now()
  })
}
