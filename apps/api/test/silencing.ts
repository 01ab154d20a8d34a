import { sanctions } from '@stoa/accounts/schema'
import type { Client, TestForum } from './forum.ts'

/** Silences somebody who has sent no request yet, everywhere and without an end. */
export async function silence(forum: TestForum, client: Client): Promise<void> {
  await forum.connection.db.insert(sanctions).values({
    userId: client.id,
    kind: 'silence',
    reason: 'spam',
    byId: client.id,
    createdAt: forum.now()
  })
}
