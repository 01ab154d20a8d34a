import { describe, expect, test } from 'vitest'
import type { Post, ThreadPage } from '#lib/shapes.ts'
import { structuredData } from './structured-data.ts'

const origin = 'https://forum.example'
const author = { id: 1, username: '林小雨', role: 'member', erased: false } as Post['author']
const post = (number: number, html: string | null) =>
  ({
    id: number,
    number,
    html,
    author,
    url: `/t/7/x#p${number}`,
    voteCount: number,
    createdAt: '2026-11-25T00:00:00.000Z'
  }) as Post
const thread = {
  kind: 'question',
  title: 'Where is my deposit?',
  url: '/t/7/x',
  language: 'en',
  author,
  createdAt: '2026-11-25T00:00:00.000Z',
  replyCount: 2,
  voteCount: 4
} as ThreadPage['thread']
const question = post(1, '<p>It &lt;vanished&gt;</p>')

describe('a question', () => {
  const posts = [question, post(2, '<p>Wait.</p>'), post(3, '<p>Ask support.</p>')]
  const shown = { thread, posts, acceptedPost: posts[2] ?? null }

  test('is a QAPage with its answers, the accepted one separate', () => {
    const { mainEntity } = structuredData(shown, origin)
    expect(mainEntity).toMatchObject({
      '@type': 'Question',
      text: 'It <vanished>',
      upvoteCount: 4,
      answerCount: 2,
      acceptedAnswer: { text: 'Ask support.', url: 'https://forum.example/t/7/x#p3' },
      suggestedAnswer: [{ text: 'Wait.' }]
    })
  })

  test('links its author to the profile', () => {
    const { mainEntity } = structuredData(shown, origin)
    expect(mainEntity).toMatchObject({
      author: { name: '林小雨', url: `${origin}/u/${encodeURIComponent('林小雨')}` }
    })
  })
})

test('a discussion is a DiscussionForumPosting; stubs are left out', () => {
  const discussion = { ...thread, kind: 'discussion' as const }
  const posts = [question, post(2, null), post(3, '<p>Yes</p>')]
  const data = structuredData({ thread: discussion, posts, acceptedPost: null }, origin)
  expect(data).toMatchObject({
    '@type': 'DiscussionForumPosting',
    interactionStatistic: { userInteractionCount: 4 },
    comment: [{ text: 'Yes', upvoteCount: 3 }]
  })
  expect(data).not.toHaveProperty('upvoteCount')
})
