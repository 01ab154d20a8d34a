import { expect, test } from 'vitest'
import type { ArticlePage } from '#lib/shapes.ts'
import { structuredData } from './structured-data.ts'

const page = { origin: 'https://forum.example', forum: 'Forum', locale: 'en' } as const
const article = {
  title: 'How to deposit',
  url: '/articles/how-to-deposit',
  language: 'en',
  kind: 'guide',
  html: '<p>Open it.</p>',
  author: { username: '林小雨' }
}
const section = { slug: '钱包', name: 'Wallets' }
const of = (values: object) =>
  structuredData({ article: { ...article, ...values }, path: [section] } as ArticlePage, page)[
    '@graph'
  ]

test('a guide is by the organisation, a post of the blog by its author', () => {
  expect(of({})[0]).toMatchObject({ '@type': 'Article', author: { name: 'Forum' } })
  const url = `${page.origin}/u/${encodeURIComponent('林小雨')}`
  expect(of({ kind: 'post' })[0]).toMatchObject({ '@type': 'BlogPosting', author: { url } })
})

test('its first picture is named with its whole address', () => {
  const html = '<p>a</p><figure><img src="/api/v1/uploads/a" alt="b" /></figure>'
  expect(of({ html })[0]).toMatchObject({ image: `${page.origin}/api/v1/uploads/a` })
  expect(of({})[0]).toMatchObject({ image: undefined })
})

test('a question is a page of questions with its answer', () => {
  const acceptedAnswer = { text: 'Open it.' }
  expect(of({ kind: 'faq' })[0]).toMatchObject({
    ...{ '@type': 'FAQPage', mainEntity: [{ name: article.title, acceptedAnswer }] }
  })
})

test('the way to it leads from the help centre through its sections', () => {
  expect(of({})[1]).toMatchObject({
    itemListElement: [
      { position: 1, item: `${page.origin}/help` },
      { position: 2, name: 'Wallets', item: `${page.origin}/help/${encodeURIComponent('钱包')}` },
      { position: 3, name: article.title, item: page.origin + article.url }
    ]
  })
})
