import { rendererVersion } from '@stoa/threads/rendering'
import { size, time } from '../rows.ts'
import { createTexts, randomNumbers } from '../texts.ts'
import { createVocabulary, type Language } from './vocabulary.ts'

const meanPosts = 10

/** The words beyond those of the demo community; the same in every run. */
export const vocabulary = () => createVocabulary(randomNumbers(11))

/**
 * Returns a function that makes the rows of the next thread, from the oldest to the newest of about
 * `total` posts.
 */
export function createWriter(total: number) {
  const random = randomNumbers(7)
  const body = createBodies(random)
  let postId = 0
  let threadId = 0
  return () => {
    const language: Language = random() < 0.5 ? 'en' : 'zh-CN'
    const count = 1 + Math.floor(-Math.log(1 - random()) * (meanPosts - 0.5))
    const id = ++threadId
    const at = time(Math.min(1, postId / total))
    const posts = Array.from({ length: count }, (_, index) =>
      postRow(++postId, { threadId: id, number: index + 1, body: body.text(language), at }, random)
    )
    const facts = { language, title: body.title(language), at, random }
    return { thread: threadRow(id, facts, posts), posts }
  }
}

function createBodies(random: () => number) {
  const texts = createTexts(random)
  const { any } = vocabulary()
  const names = (language: Language, most: number) =>
    Array.from({ length: Math.floor(random() * most) }, () => any(language, random))
  const join = (language: Language, parts: string[]) => parts.join(language === 'en' ? ' ' : '，')
  return {
    title: (language: Language) => join(language, [texts.title(language), ...names(language, 2)]),
    text: (language: Language) => join(language, [texts.body(language), ...names(language, 4)])
  }
}

const author = (random: () => number) => 1 + Math.floor(random() ** 2 * size.members)

type NewPost = { threadId: number; number: number; body: string; at: string }

// The HTML is left empty, because search does not show it.
function postRow(id: number, { threadId, number, body, at }: NewPost, random: () => number) {
  const official = number > 1 && random() < 0.03
  return {
    id,
    thread_id: threadId,
    number,
    author_id: author(random),
    author_role: official ? 'staff' : 'member',
    official,
    body,
    html: '',
    renderer_version: rendererVersion,
    vote_count: Math.floor(random() ** 6 * 30),
    created_at: at
  }
}

type Facts = { language: Language; title: string; at: string; random: () => number }

function threadRow(
  id: number,
  { language, title, at, random }: Facts,
  posts: ReturnType<typeof postRow>[]
) {
  const solvedBy = random() < 0.4 ? posts[1]?.id : undefined
  const writer = posts[0]?.author_id ?? 1
  return {
    id,
    category_id: 1 + (id % size.categories),
    author_id: writer,
    kind: random() < 0.7 ? 'question' : 'discussion',
    language,
    title,
    tags: [`tag${id % 50}`],
    created_at: at,
    last_post_at: at,
    last_poster_id: posts.at(-1)?.author_id ?? writer,
    highest_number: posts.length,
    reply_count: posts.length - 1,
    accepted_post_id: solvedBy ?? null,
    solved_at: solvedBy ? at : null
  }
}
