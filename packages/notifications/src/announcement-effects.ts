import type { Context } from '@stoa/core'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import type { Kind } from './schema.ts'

type Happened = Cause & { actorId: number; payload: { announcementId: number } }

/**
 * Notifies readers of an announcement, once per event, except the actor. Callers have checked that
 * the readers may see it.
 */
export async function notifyOfAnnouncement(
  ctx: Context,
  event: Happened,
  kind: Extract<Kind, `announcement${string}` | 'incident_resolved'>,
  userIds: readonly number[]
): Promise<void> {
  const { announcementId } = event.payload
  await notify(ctx, event, { kind, byId: event.actorId, announcementId }, userIds)
}
