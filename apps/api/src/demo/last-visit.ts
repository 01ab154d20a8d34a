import type { Api } from '../api.ts'
import type { Act } from './acts.ts'
import { readToEnd, stagedPost, stagedThread } from './post-acts.ts'
import { demoHomecomings, milliseconds, type DemoHomecoming } from './texts.ts'

const followedSince = milliseconds('60d')

/** The time of everybody's last full visit. Later content is unread. */
export const lastVisit = milliseconds('2d')

/** Acts that give the announced accounts news for their first sign-in. */
export const homecomingActs = (now: number): Act[] =>
  demoHomecomings.flatMap((homecoming) =>
    [
      ...homecoming.follows.map(followCategory),
      ...homecoming.bookmarks.map(bookmark),
      ...homecoming.opened.map(open),
      ...homecoming.drafts.map(draft),
      { ago: lastVisit, run: (api: Api) => api.threads.markAllRead({}) }
    ].map(({ ago, run }) => ({ at: now - ago, by: homecoming.by, run }))
  )

type Habit = { ago: number; run: Act['run'] }
type One<K extends 'bookmarks' | 'opened' | 'drafts'> = DemoHomecoming[K][number]

const followCategory = (slug: string): Habit => ({
  ago: followedSince,
  run: (api, { categories }) => api.threads.followCategory({ id: categories.get(slug) ?? 0 })
})

const bookmark = ({ post, ago }: One<'bookmarks'>): Habit => ({
  ago: milliseconds(ago),
  run: (api, stage) => {
    const [key = '', number] = post.split('#')
    return api.threads.bookmark({ id: stagedPost(stage, key, Number(number)).id })
  }
})

const open = ({ thread, ago }: One<'opened'>): Habit => ({
  ago: milliseconds(ago),
  run: (api, stage) => readToEnd(api, stagedThread(stage, thread))
})

const draft = ({ ago, thread, category, title, body }: One<'drafts'>): Habit => ({
  ago: milliseconds(ago),
  run: (api, stage) => {
    if (thread)
      return api.threads.saveDraft({ key: `thread:${stagedThread(stage, thread).id}`, body })
    const categoryId = stage.categories.get(category ?? '')
    return api.threads.saveDraft({ key: 'ask', kind: 'question', categoryId, title, body })
  }
})
