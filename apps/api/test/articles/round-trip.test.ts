import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { picture, video } from '../uploads/drawing.ts'
import { exported, file, importAs, original, type Files } from './folder.ts'
import { publicArticle, writer } from './writing.ts'

const [forum, other] = [startForum(), startForum()]

const sections =
  '- slug: money\n  icon: coins\n  names: { zh-CN: 资金, en: Money }\n- slug: fees\n  parent: money\n  icon: card\n  names: { en: Fees }\n  readers: members\n'

const pages = async (): Promise<Files> => ({
  'sections.yml': sections,
  'series.yml': '- slug: first-steps\n  names: { en: First steps }\n',
  'money/fees.en.md': original(
    '# Fees\r\n\n1. Open it.\n\n   ![The button](<./img/but ton.png> "Here")\n\n2. See [networks](../money/networks.en.md#top "t").\n\n```sh\n[x](y.md)\n```',
    { section: 'fees', tags: '[Fees, usdt]', checkBy: '2027-03-31', note: 'First words' }
  ),
  'money/fees.zh-CN.md': file(
    { title: '手续费：说明', summary: '"要付多少"' },
    '见 [网络](networks.en.md)。'
  ),
  'money/networks.en.md': original('| a | b |\n| - | - |\n| 1 | [fees](fees.en.md) |', {
    ...{ title: '"Networks: all"', kind: 'tutorial', readers: 'members' },
    ...{ series: 'first-steps', part: '3' }
  }),
  'money/img/but ton.png': await picture(30, 20),
  'clip.en.md': original('![A clip](clip/c.mp4)\n{captions=clip/c.vtt}', { title: 'A clip of it' }),
  'clip/c.mp4': video,
  'clip/c.vtt': Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n')
})

test('an export that is imported elsewhere and exported again is the same', async () => {
  const { username, ...somebody } = await writer(forum)
  expect((await importAs(forum, somebody, await pages())).failures).toEqual([])
  await publicArticle(forum, { title: 'Written in the forum' })
  const first = await exported(forum)
  const twin = await other.user({ username, role: 'admin' })
  const owned = Object.entries(first).map(([path, bytes]) => [path, ownedBy(path, bytes, username)])
  const imported = await importAs(other, twin, Object.fromEntries(owned))
  expect(imported).toMatchObject({ created: 5, failures: [] })
  expect(await exported(other)).toEqual(Object.fromEntries(owned))
})

test('an export that is imported into its own forum changes nothing', async () => {
  const before = await exported(forum)
  const imported = await importAs(forum, await writer(forum), before)
  expect(imported).toMatchObject({ created: 0, changed: 0, unchanged: 5, failures: [] })
  expect(await exported(forum)).toEqual(before)
})

test('an export differs from what was imported by the listed normalisations alone', async () => {
  const out = await exported(forum)
  expect(ownedBy('.md', out['money/fees.en.md'] ?? '', 'user1')).toMatchInlineSnapshot(`
    "---
    title: How to pay fees
    slug: how-to-pay-fees
    summary: What a withdrawal costs.
    kind: guide
    section: fees
    tags:
      - fees
      - usdt
    author: user1
    owner: user1
    checkBy: 2027-03-31
    note: First words
    ---

    # Fees

    1. Open it.

       ![The button](<img/but ton.png> "Here")

    2. See [networks](networks.en.md#top "t").

    \`\`\`sh
    [x](y.md)
    \`\`\`
    "
  `)
  expect(String(out['money/networks.en.md'])).toContain('\nseries: first-steps\npart: 3\n')
  expect(String(out['sections.yml'])).toContain('names:\n    en: Money\n    zh-CN: 资金\n')
})

test('drafts and archived articles are not exported', async () => {
  const editor = await writer(forum)
  const { id, slug } = await publicArticle(forum, { title: 'Of the past' })
  await editor.put(`/articles/${id}/archive`, {})
  await editor.post('/articles', {
    language: 'en',
    kind: 'faq',
    title: 'A draft',
    summary: 'x',
    body: 'x'
  })
  expect(Object.keys(await exported(forum)).join()).not.toMatch(new RegExp(`${slug}|draft`))
})

/** With one account as author and owner of all, as another forum has no others. */
const ownedBy = (path: string, bytes: string | Buffer, username: string) =>
  path.endsWith('.md') ? String(bytes).replace(/^(author|owner): .*$/gm, `$1: ${username}`) : bytes
