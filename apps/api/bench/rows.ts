import { renderMarkdown, rendererVersion } from '@stoa/threads/rendering'

/** A row by its column names. */
export type Row = Record<string, unknown>

export const size = { members: 5_000, categories: 12 }

const start = Date.UTC(2024, 0, 1)
const span = 700 * 24 * 3600_000

/** The moment at this share of the two years. */
export const time = (share: number) => new Date(start + share * span).toISOString()

export const members = (): Row[] =>
  Array.from({ length: size.members }, (_, index) => ({
    id: index + 1,
    username: `member${index + 1}`,
    username_key: `bench${index + 1}`,
    email: `member${index + 1}@bench.test`,
    email_verified_at: time(0),
    role: 'member',
    capabilities: [],
    trust: 'basic',
    former_staff: false,
    bio: '',
    demo: false,
    created_at: time(0)
  }))

export const categories = (): Row[] =>
  Array.from({ length: size.categories }, (_, index) => {
    const slug = `bench-${index + 1}`
    const name = { en: slug, 'zh-CN': slug, 'zh-TW': slug }
    return {
      id: index + 1,
      slug,
      position: index,
      name,
      description: name,
      rule: 'public',
      created_at: time(0)
    }
  })

type NewPost = { threadId: number; number: number; authorId: number; body: string; at: string }

export function post(id: number, { threadId, number, authorId, body, at }: NewPost): Row {
  return {
    id,
    thread_id: threadId,
    number,
    author_id: authorId,
    author_role: 'member',
    official: false,
    body,
    html: renderMarkdown(body).html,
    renderer_version: rendererVersion,
    state: 'visible',
    vote_count: 0,
    revision_count: 0,
    created_at: at
  }
}

export function thread(
  id: number,
  language: string,
  title: string,
  rows: Row[],
  random: () => number
): Row {
  const [first, last] = [rows[0], rows.at(-1)]
  const solved = random() < 0.4 && rows.length > 1
  return {
    id,
    category_id: 1 + (id % size.categories),
    author_id: first?.author_id,
    kind: random() < 0.7 ? 'question' : 'discussion',
    language,
    title,
    tags: [`tag${id % 50}`],
    state: 'visible',
    created_at: first?.created_at,
    last_post_at: last?.created_at,
    last_poster_id: last?.author_id,
    highest_number: rows.length,
    reply_count: rows.length - 1,
    vote_count: 0,
    me_too_count: 0,
    official_count: 0,
    ...(solved && { accepted_post_id: rows[1]?.id, solved_at: last?.created_at })
  }
}
