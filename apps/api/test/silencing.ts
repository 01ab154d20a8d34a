import { sanctions } from '@stoa/accounts/schema'
import type { Client, TestForum } from './forum.ts'

/** Silences somebody who has sent no request yet, everywhere and without an end. */
export const silence = (forum: TestForum, client: Client) => sanction(forum, client, 'silence')

/** Suspends them as `silence` silences. */
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
