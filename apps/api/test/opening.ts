import { settings } from '@stoa/core/schema'
import { invalidateSite } from '@stoa/site'
import { siteSettings } from '@stoa/site/schema'
import type { Forum } from '../src/forum.ts'

/** Opens the forum to its readers, or makes it one that nobody opened yet. */
export async function setOpened({ connection, ports }: Forum, openedAt: string | null) {
  await connection.db.update(siteSettings).set({ openedAt })
  ports.committed([{ type: 'site.changed', payload: {} }])
  invalidateSite(ports)
}

/** Records that a test mail has arrived. */
export async function confirmMail({ connection, context }: Forum) {
  await connection.db
    .insert(settings)
    .values({ name: 'mail_works', value: true, updatedAt: context().now })
    .onConflictDoNothing()
}
