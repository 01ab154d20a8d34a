type OfThread = { threadId: number }
type OfPost = OfThread & { postId: number }

declare module '@stoa/core' {
  /**
   * What happens to threads and posts. Held content is announced like any other: consequences look at
   * the present state, and `post.approved` comes when it goes public. Every payload has `threadId`,
   * by which pages are dropped from the cache. `postId` of `thread.created` is its first post, and
   * what happens to a first post (hidden, withdrawn, restored …) happens to its thread.
   */
  interface Events {
    'thread.created': OfPost
    /** A reply, and only a reply. */
    'post.created': OfPost
    'post.edited': OfPost
    'post.withdrawn': OfPost
    'post.hidden': OfPost
    'post.restored': OfPost
    'post.approved': OfPost
    'post.redacted': OfPost
    /** Its HTML was made anew from the same text. */
    'post.rendered': OfPost
    /** Its links are shown that waited for a moderator, or are kept back again. */
    'post.links_shown': OfPost
    /** Its text is gone for good; copies must go too. */
    'post.erased': OfPost
    /** Title, tags or language. */
    'thread.changed': OfThread
    /** Into another category. */
    'thread.moved': OfThread & { fromCategoryId: number; toCategoryId: number }
    'thread.merged': OfThread & { intoId: number }
    'thread.split': OfThread & { newThreadId: number }
    'thread.closed': OfThread
    'thread.reopened': OfThread
    'thread.pinned': OfThread
    'thread.unpinned': OfThread
    'answer.accepted': OfPost
    'answer.unaccepted': OfPost
    'vote.cast': OfPost
    'vote.withdrawn': OfPost
    'same_problem.said': OfThread
    'same_problem.unsaid': OfThread
    /** Created or changed: every page that names categories is stale. */
    'category.changed': { categoryId: number }
    'moderator.appointed': { categoryId: number; userId: number }
    'moderator.removed': { categoryId: number; userId: number }
  }
}

export {}
