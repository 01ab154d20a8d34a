import { snapshotOf, type Snapshot } from '@stoa/core'
import { snapshotOfPost } from '@stoa/threads/moderating'

/** Posts per decision. Each one is hidden or shown separately and takes milliseconds. */
export const batchSize = 50

type Text = Parameters<typeof snapshotOfPost>[0] & {
  postId: number
  title: string
  tags: string[]
}

/** What becomes public if a campaign is released: the posts that one decision covers. */
export const snapshotOfCampaign = (posts: readonly Text[]): Snapshot =>
  snapshotOf(Object.fromEntries(posts.map((post) => [`post.${post.postId}`, textOf(post)])))

const textOf = (post: Text) =>
  snapshotOfPost(post, post)
    .parts.map(({ text }) => text)
    .join('\n')
