type Named = { id: number; threadId: number; number: number }

/** Address of the page about an author, and a post of theirs with its neighbours. */
export const besideAt = (author: { id: number }, post?: Named | null): string =>
  `/moderation/beside?author=${author.id}${
    post ? `&thread=${post.threadId}&number=${post.number}&post=${post.id}` : ''
  }`
