type Thread = { category?: { slug: string } | null }

/** What pages about a category, a thread or its management load. */
export type Place = {
  category?: { slug: string } | null
  content?: { thread: Thread; announcements: { id: number }[] }
  thread?: Thread
}

/** Slug of the category that a page is about. */
export const categoryHere = ({ category, content, thread }: Place): string | undefined =>
  category?.slug ?? (content?.thread ?? thread)?.category?.slug
