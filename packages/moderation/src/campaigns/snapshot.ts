import { snapshotOf, type Snapshot } from '@stoa/core'
import { snapshotOfPost } from '@stoa/threads'

/** Each is hidden or shown as by itself, which takes milliseconds. */
export const batchSize = 50

type Text = { postId: number; number: number; title: string; tags: string[]; body: string }

/** What becomes public when a wave is let out: all the posts that one decision is about. */
export const snapshotOfCampaign = (posts: readonly Text[]): Snapshot =>
  snapshotOf(Object.fromEntries(posts.map((post) => [`post.${post.postId}`, textOf(post)])))

const textOf = (post: Text) =>
  snapshotOfPost(post, post)
    .parts.map(({ text }) => text)
    .join('\n')
