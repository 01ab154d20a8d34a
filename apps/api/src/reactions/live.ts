import type { LiveReaction } from '@stoa/notifications'

type OfThread = { threadId: number }
type OfPost = OfThread & { postId: number }
type OfTicket = { ticketId: number }
type OfAnnouncement = { announcementId: number }

const topicOf = ({ threadId }: OfThread) => `thread:${threadId}`

/** A new post, or one that is public only now; its author knows. */
export const newPost: LiveReaction<OfPost> = {
  change: ({ threadId, postId }) => ({ topics: [topicOf({ threadId }), 'lists'], postId })
}

/** A new thread, which no page shows yet. */
export const newThread: LiveReaction<OfPost> = {
  change: ({ postId }) => ({ topics: ['lists'], postId })
}

/** What its page and its row in lists show has changed. */
export const changedThread: LiveReaction<OfThread> = {
  change: ({ threadId }) => ({ topics: [topicOf({ threadId }), 'lists'], threadId })
}

/** Only its page has changed: figures that lists do not show. */
export const changedPage: LiveReaction<OfThread> = {
  change: ({ threadId }) => ({ topics: [topicOf({ threadId })], threadId })
}

/** What stands above pages has changed. */
export const changedAnnouncement: LiveReaction<OfAnnouncement> = {
  change: ({ announcementId }) => ({ topics: ['announcements'], announcementId })
}

/** What its requester reads has changed; internal notes and priorities are none of it. */
export const changedTicket: LiveReaction<OfTicket> = {
  change: ({ ticketId }) => ({ topics: [], ticketId })
}
