import { plainText } from '#lib/text.ts'
import type { Post, ThreadPage } from '#lib/shapes.ts'

type Data = Record<string, unknown>
type Shown = Pick<ThreadPage, 'thread' | 'posts' | 'acceptedPost'>

/**
 * Structured data of a page of a thread for search engines: schema.org's QAPage for a question,
 * DiscussionForumPosting for a discussion.
 * @param origin of the forum, such as `https://forum.example`
 */
export function structuredData({ thread, posts, acceptedPost }: Shown, origin: string): Data {
  const [first, ...others] = posts.filter(({ html, number }) => html !== null || number === 1)
  const replies = others.filter(({ id }) => id !== acceptedPost?.id)
  const about = aboutThread(thread, first, origin)
  if (thread.kind === 'discussion') {
    const comment = replies.map((post) => answerOf('Comment', post, origin))
    const interactionStatistic = likes(thread.voteCount)
    return { '@type': 'DiscussionForumPosting', ...about, interactionStatistic, comment }
  }
  const mainEntity = {
    '@type': 'Question',
    ...about,
    upvoteCount: thread.voteCount,
    answerCount: thread.replyCount,
    acceptedAnswer: acceptedPost ? answerOf('Answer', acceptedPost, origin) : undefined,
    suggestedAnswer: replies.map((post) => answerOf('Answer', post, origin))
  }
  return { '@type': 'QAPage', mainEntity }
}

/** Moment of a post, as precise as in the page, so that compression finds it there again. */
const secondOf = (time: string) => `${time.slice(0, 19)}Z`

const aboutThread = (thread: Shown['thread'], first: Post | undefined, origin: string): Data => ({
  name: thread.title,
  headline: thread.title,
  inLanguage: thread.language,
  url: origin + thread.url,
  author: personOf(thread.author, origin),
  datePublished: secondOf(thread.createdAt),
  text: first?.number === 1 && first.html !== null ? plainText(first.html) : thread.title
})

/** Votes for a posting: only questions, answers and comments have an `upvoteCount`. */
const likes = (count: number): Data => ({
  '@type': 'InteractionCounter',
  interactionType: 'https://schema.org/LikeAction',
  userInteractionCount: count
})

const answerOf = (type: 'Answer' | 'Comment', post: Post, origin: string): Data => ({
  '@type': type,
  text: plainText(post.html ?? ''),
  url: origin + post.url,
  author: personOf(post.author, origin),
  datePublished: secondOf(post.createdAt),
  upvoteCount: post.voteCount
})

const personOf = ({ username, erased }: Post['author'], origin: string): Data => ({
  '@type': 'Person',
  name: username,
  url: erased ? undefined : `${origin}/u/${encodeURIComponent(username)}`
})
