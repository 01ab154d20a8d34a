type OfThread = { threadId: number }
type OfPost = OfThread & { postId: number }

declare module '@stoa/core' {
  /**
   * Events of threads and posts. Held content emits them too: effects check the present state, and
   * `post.approved` follows on publication. Every payload has `threadId`, by which cached pages are
   * invalidated. `postId` of `thread.created` is its first post. What happens to a first post
   * (hidden, withdrawn, restored …) happens to its thread.
   */
  interface Events {
    'thread.created': OfPost
    /** Replies only, not first posts. */
    'post.created': OfPost
    'post.edited': OfPost
    'post.withdrawn': OfPost
    'post.hidden': OfPost
    'post.restored': OfPost
    'post.approved': OfPost
    'post.redacted': OfPost
    /** The HTML was rendered again from the same text. */
    'post.rendered': OfPost
    /** Quarantined links were released, or quarantined again. */
    'post.links_shown': OfPost
    /** The text was erased for good; copies must be deleted too. */
    'post.erased': OfPost
    /** Title, tags or language changed. */
    'thread.changed': OfThread
    /** Moved to another category. */
    'thread.moved': OfThread & { fromCategoryId: number; toCategoryId: number }
    'thread.merged': OfThread & { intoId: number }
    'thread.split': OfThread & { newThreadId: number }
    'thread.closed': OfThread
    'thread.reopened': OfThread
    'thread.pinned': OfThread
    'thread.unpinned': OfThread
    'answer.accepted': OfPost
    /** A moderator confirmed an answer that was accepted already. */
    'answer.confirmed': OfPost
    'answer.unaccepted': OfPost
    'vote.cast': OfPost
    'vote.withdrawn': OfPost
    'me_too.added': OfThread
    'me_too.removed': OfThread
    /** A category was created or changed: all pages that name categories are stale. */
    'category.changed': { categoryId: number }
    /** All threads of the category moved into another one, and its address leads there. */
    'category.merged': { categoryId: number; intoId: number }
    /** A tag was described, or not any more. */
    'tag.described': Record<string, never>
    'moderator.appointed': { categoryId: number; userId: number }
    'moderator.removed': { categoryId: number; userId: number }
  }
}

export {}
