import type { Stage } from './stage.ts'

const placeholder = /\{thread:([a-z0-9-]+)(?:#p(\d+))?\}/g

/** Replaces `{thread:key}` and `{thread:key#p3}` by Markdown links. */
export const linked = (body: string, { threads }: Pick<Stage, 'threads'>): string =>
  body.replace(placeholder, (_, key: string, number?: string) => {
    const thread = threads.get(key)
    const post = thread?.posts[Number(number ?? 1) - 1]
    if (!thread || !post) throw new Error(`the demo links to ${key} before it is there`)
    const title = thread.title.replace(/[[\]\\]/g, '\\$&')
    return `[${title}${number ? ` #${number}` : ''}](${post.url})`
  })
