import type { Api } from '../api.ts'
import type { Act, Clock } from './acts.ts'
import type { Stage, StagedPost, StagedThread } from './stage.ts'
import { demoCategories, milliseconds, type DemoPost, type DemoThread } from './texts.ts'

const approvedWithin = milliseconds('12m')

/** The thread's own body as number 1, then its replies. */
export const numbered = (thread: DemoThread): DemoPost[] => [
  { ...thread, after: '0m' },
  ...thread.posts
]

/** @throws Error if an act comes before the thread it is about */
export function stagedThread({ threads }: Stage, key: string): StagedThread {
  const thread = threads.get(key)
  if (!thread) throw new Error(`the demo has no thread ${key} yet`)
  return thread
}

/** @throws Error if an act comes before the post it is about */
export function stagedPost(stage: Stage, key: string, number: number): StagedPost {
  const post = stagedThread(stage, key).posts[number - 1]
  if (!post) throw new Error(`the demo has no post ${number} in ${key} yet`)
  return post
}

export async function readToEnd(api: Api, { id, posts }: StagedThread): Promise<void> {
  await api.threads.recordReading({ id, number: posts.length })
}

/**
 * Returns the thread, after its first visitor has read it to the end: users read before they reply.
 */
export async function firstRead(
  api: Api,
  stage: Stage,
  { key, by }: { key: string; by: string }
): Promise<StagedThread> {
  const thread = stagedThread(stage, key)
  const isFirst = !thread.readers.has(by)
  thread.readers.add(by)
  if (isFirst) await readToEnd(api, thread)
  return thread
}

/** The acts of one post, except votes and reports. */
export function postActs(thread: DemoThread, number: number, post: DemoPost, clock: Clock): Act[] {
  const at = clock(post.after)
  const target = (stage: Stage) => stagedPost(stage, thread.key, number)
  const write: Act = {
    at,
    by: post.author,
    run: (api, stage) =>
      number === 1 ? ask(api, stage, thread) : reply(api, stage, thread.key, post)
  }
  const edits = (post.edits ?? []).map(({ after, body, reason }) => ({
    at: clock(after),
    by: post.author,
    run: (api: Api, stage: Stage) =>
      api.threads.edit({ id: target(stage).id, body: linked(body, stage), reason })
  }))
  return [
    write,
    ...approval(thread, at, target),
    ...edits,
    ...withdrawal(post, clock, target),
    ...hiding(post, clock, target)
  ]
}

type Target = (stage: Stage) => StagedPost

async function ask(api: Api, stage: Stage, thread: DemoThread) {
  const { key, category, kind, language, title, tags } = thread
  const categoryId = stage.categories.get(category) ?? 0
  const body = linked(thread.body, stage)
  const { id, url, postId, state } = await api.threads.createThread({
    categoryId,
    kind,
    language,
    title,
    tags,
    body
  })
  const posts = [{ id: postId, url, held: state === 'awaiting_approval' }]
  stage.threads.set(key, { id, title, posts, readers: new Set([thread.author]) })
}

async function reply(api: Api, stage: Stage, key: string, { author: by, body, replyTo }: DemoPost) {
  const { id: threadId, posts } = await firstRead(api, stage, { key, by })
  const { id, url, state } = await api.threads.reply({
    id: threadId,
    body: linked(body, stage),
    replyTo
  })
  posts.push({ id, url, held: state === 'awaiting_approval' })
}

function approval({ category, held }: DemoThread, at: number, target: Target): Act[] {
  const { rule, moderators = [] } = demoCategories.find(({ slug }) => slug === category) ?? {}
  if (rule !== 'approve_first' || held) return []
  const approve: Act['run'] = async (api, stage) => {
    const { id, held } = target(stage)
    if (!held) return
    const { snapshot } = await api.threads.source({ id })
    await api.moderation.approve({ id, revision: snapshot.revision })
  }
  return [{ at: at + approvedWithin, by: moderators[0] ?? 'staff', run: approve }]
}

function withdrawal({ author, withdrawn }: DemoPost, clock: Clock, target: Target): Act[] {
  if (!withdrawn) return []
  const run: Act['run'] = (api, stage) => api.threads.withdraw({ id: target(stage).id })
  return [{ at: clock(withdrawn.after), by: author, run }]
}

function hiding({ hidden }: DemoPost, clock: Clock, target: Target): Act[] {
  if (!hidden) return []
  const { after, by, reason, note, restored } = hidden
  const hide: Act['run'] = (api, stage) =>
    api.moderation.hide({ id: target(stage).id, reason, note })
  const restore: Act['run'] = (api, stage) => api.moderation.restore({ id: target(stage).id })
  return [
    { at: clock(after), by, run: hide },
    ...(restored ? [{ at: clock(restored.after), by: restored.by, run: restore }] : [])
  ]
}

const placeholder = /\{thread:([a-z0-9-]+)(?:#p(\d+))?\}/g

/** Replaces `{thread:key}` and `{thread:key#p3}` by Markdown links. */
const linked = (body: string, { threads }: Pick<Stage, 'threads'>): string =>
  body.replace(placeholder, (_, key: string, number?: string) => {
    const thread = threads.get(key)
    const post = thread?.posts[Number(number ?? 1) - 1]
    if (!thread || !post) throw new Error(`the demo links to ${key} before it is there`)
    const title = thread.title.replace(/[[\]\\]/g, '\\$&')
    return `[${title}${number ? ` #${number}` : ''}](${post.url})`
  })
