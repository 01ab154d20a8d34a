import type { Kind } from './schema.ts'

/** The event that a notification is about, whatever its type. */
export type Cause = { id: number; createdAt: string }

export type Note = {
  kind: Kind
  /** Whose doing it is; they and those who muted them hear nothing. */
  byId: number
  threadId?: number | null
  postId?: number | null
  actionId?: number
  announcementId?: number
  ticketId?: number
}
