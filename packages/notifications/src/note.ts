import type { Kind } from './schema.ts'

/** The event that causes a notification, whatever its type. */
export type Cause = { id: number; createdAt: string }

export type Note = {
  kind: Kind
  /** The actor. They and those who muted them are not notified. */
  byId: number
  threadId?: number | null
  postId?: number | null
  actionId?: number
  announcementId?: number
  ticketId?: number
}
