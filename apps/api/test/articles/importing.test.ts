import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { picture, video } from '../uploads/drawing.ts'
import { exported, file, folderOf, importAs, original } from './folder.ts'
import { pageOf, writer } from './writing.ts'

const forum = startForum()

const sections =
  '- slug: money\n  icon: coins\n  names: {en: Money, zh-CN: 资金}\n- slug: fees\n  parent: money\n  icon: coins\n  names: {en: Fees}\n'
const failed = ({ failures }: Awaited<ReturnType<typeof importAs>>) =>
  failures.map((one) => `${one.file}:${one.line} ${one.error.message}`)

test('an import publishes articles with sections, translations, files and links', async () => {
  const body =
    '# Fees\n\n![A table of fees](fees/table.png "Fees")\n\n[Networks](networks.en.md#first)'
  const imported = await importAs(forum, await writer(forum), {
    'sections.yml': sections,
    'money/fees.en.md': original(body, { section: 'fees', tags: '[fees]', slug: 'fees' }),
    'money/fees.zh-CN.md': file({ title: '手续费说明', summary: '提现要付多少。' }, '# 手续费'),
    'money/networks.en.md': original('# First', { title: 'Networks', kind: 'faq' }),
    'money/fees/table.png': await picture(40, 30)
  })
  expect(imported).toEqual({ created: 3, changed: 0, unchanged: 0, published: 3, failures: [] })
  const { article, path, languages } = (await pageOf(forum.guest, { slug: 'fees' })).body
  expect(article.html).toMatch(/<img src="\/api\/v1\/uploads\/[\w-]{22}"/)
  expect(article.html).toContain('href="/articles/networks#first"')
  expect([path.length, languages.length, article.tags]).toEqual([2, 2, ['fees']])
})

test('files that are as they were change nothing, and a changed one makes a version', async () => {
  const somebody = await writer(forum)
  const files = {
    'a/x.en.md': original('![What it shows](x.png)', { title: 'Article with a picture' }),
    'a/y.en.md': original('See [x](x.en.md).', { title: 'Article with a link' }),
    'a/x.png': await picture(40, 30)
  }
  await importAs(forum, somebody, files)
  await forum.dropEvents()
  expect(await importAs(forum, somebody, files)).toMatchObject({ unchanged: 2, published: 0 })
  expect(await forum.connection.sql`select 1 from events`).toHaveLength(0)
  const changed = { ...files, 'a/y.en.md': `${files['a/y.en.md']}More.` }
  expect(await importAs(forum, somebody, changed)).toMatchObject({ changed: 1, unchanged: 1 })
  expect(await exported(forum)).toMatchObject({ 'a/x.png': expect.any(Buffer) })
})

test('a changed picture makes a version with it', async () => {
  const somebody = await writer(forum)
  const files = { 'p.en.md': original('![What it shows](p.png)', { slug: 'p-picture' }) }
  await importAs(forum, somebody, { ...files, 'p.png': await picture(40, 30) })
  const before = (await pageOf(forum.guest, { slug: 'p-picture' })).body.article.html
  const other = await picture(31, 30)
  expect(await importAs(forum, somebody, { ...files, 'p.png': other })).toMatchObject({
    changed: 1
  })
  expect((await pageOf(forum.guest, { slug: 'p-picture' })).body.article.html).not.toBe(before)
})

test('without --publish a second person publishes what was imported', async () => {
  const [somebody, second] = [await writer(forum), await writer(forum)]
  const files = { 'waits.en.md': original('Text.', { slug: 'waits' }) }
  expect(await importAs(forum, somebody, files, {})).toMatchObject({ created: 1, published: 0 })
  expect(await pageOf(forum.guest, { slug: 'waits' })).toMatchObject({ status: 404 })
  const { unpublished } = (await second.get('/articles/work')).body
  expect(unpublished[0]).toMatchObject({ state: 'proposed', mayApprove: true })
  expect(await importAs(forum, somebody, files)).toMatchObject({ unchanged: 1, published: 1 })
})

test('members and volunteers import nothing', async () => {
  const files = { 'no.en.md': original('Text.') }
  for (const user of [{}, { role: 'volunteer' as const }, { role: 'staff' as const }])
    await expect(importAs(forum, await forum.user(user), files)).rejects.toThrow(
      'capability_missing'
    )
})

test('a file that is refused keeps no other from being imported', async () => {
  const imported = await importAs(forum, await writer(forum), {
    'bad/good.en.md': original('Good.', { title: 'The good one' }),
    'bad/key.en.md': original('x', { titel: 'x' }),
    'bad/same.en.md': original('x', { slug: 'same-one' }),
    'bad/too.en.md': original('x', { slug: 'same-one' })
  })
  expect(imported.created).toBe(2)
  expect(failed(imported)).toEqual([
    expect.stringMatching('^bad/key.en.md:5 has the unknown key “titel”: known are title, '),
    'bad/too.en.md:5 has the slug of bad/same.en.md: choose another'
  ])
})

const page = Buffer.from('<html>no video</html>')

test.each([
  [{ 'a.en.md': original('x', { kind: 'news' }) }, 'a.en.md:4 has another “kind” than faq, guide'],
  [{ 'a.en.md': 'No front matter.' }, 'a.en.md:1 has no front matter'],
  [{ 'a.en.md': '---\ntitle: [\n---\nText.' }, 'a.en.md:3 is no valid YAML'],
  [{ 'a.en.md': original('One.\n\n![x](../x.png)') }, 'a.en.md:9 names ../x.png, which is out of'],
  [{ 'a.en.md': original('[x](b.md)') }, 'a.en.md:7 names b.md, but b.md does not exist'],
  [{ 'a.en.md': original('x', { section: 'no' }) }, 'a.en.md:5 is in the section “no”, which does'],
  [{ 'a.en.md': original('x', { readers: '[vip]' }) }, 'a.en.md:5 names the group “vip”, which'],
  [{ 'a.en.md': original('x', { author: 'nobody9' }) }, 'a.en.md:5 invalid_input'],
  [{ 'a.en.md': original('x', { series: 's', part: '3000000000' }) }, 'a.en.md:6 invalid_input'],
  [{ 'a.en.md': original('x'.repeat(60_001)) }, 'a.en.md:7 invalid_input'],
  [{ 'a.md': original('x') }, 'a.md:1 is not named as name.language.md'],
  [
    { 'a.zh-CN.md': file({ title: '没有原文', summary: '无' }, '字') },
    'a.zh-CN.md:1 has no original'
  ],
  [{ 'a.en.md': original('![What it shows](v.mp4)'), 'v.mp4': page }, 'a.en.md:7 upload_video_ref']
])('a file that cannot be imported is named with its line: %#', async (files, message) => {
  const imported = await importAs(forum, await writer(forum), files)
  expect([imported.created, failed(imported).length]).toEqual([0, 1])
  expect(failed(imported)[0]).toContain(message)
})

test('an article with two originals is refused', async () => {
  const files = { 'two.en.md': original('x'), 'two.zh-CN.md': original('x') }
  expect(failed(await importAs(forum, await writer(forum), files))).toEqual([
    expect.stringContaining('two.en.md:4 is not the only original'),
    expect.stringContaining('two.zh-CN.md:4 is not the only original')
  ])
})

test('a section below itself is refused, and so is one that would move', async () => {
  const cycle =
    '- {slug: one, parent: two, icon: book, names: {en: One}}\n- {slug: two, parent: one, icon: book, names: {en: Two}}\n'
  expect(failed(await importAs(forum, await writer(forum), { 'sections.yml': cycle }))).toEqual([
    'sections.yml:1 has a cycle: one is below two is below one. Give one of them no parent',
    'sections.yml:2 has a cycle: two is below one is below two. Give one of them no parent'
  ])
})

test('a part that another article has, or of no series, is refused', async () => {
  const part = { kind: 'tutorial', series: 'steps', part: '1' }
  const imported = await importAs(forum, await writer(forum), {
    'series.yml': '- slug: steps\n  names: { en: Steps }\n',
    's/a.en.md': original('x', { title: 'Step one', ...part }),
    's/b.en.md': original('x', { title: 'Step two', ...part }),
    's/c.en.md': original('x', { title: 'Step three', part: '3' }),
    's/d.en.md': original('x', { title: 'Step four', series: 'nowhere' })
  })
  expect([imported.created, failed(imported)]).toEqual([
    1,
    [
      's/b.en.md:6 has the part 1 of steps as s/a.en.md does: choose another',
      's/c.en.md:5 has a part of no series: add “series”',
      's/d.en.md:5 is in the series “nowhere”, which does not exist: add it to series.yml'
    ]
  ])
})

test('a symbolic link out of the folder is not read', async () => {
  const folder = await folderOf({ 'in.en.md': original('x', { title: 'Stands in the folder' }) })
  await symlink('/etc/passwd', join(folder, 'out.en.md'))
  await symlink(join(folder, 'in.en.md'), join(folder, 'link.en.md'))
  const imported = await importAs(forum, await writer(forum), folder)
  expect(imported.created).toBe(2)
  expect(failed(imported)).toEqual([
    'out.en.md:1 is a symbolic link out of the folder: put the file itself here'
  ])
})

test('a video of a few bytes goes in with its captions, and out again', async () => {
  const body = '![How to withdraw](clip/clip.mp4)\n{captions=clip/clip.vtt}'
  const files = {
    'clip.en.md': original(body, { title: 'With a video' }),
    'clip/clip.mp4': video,
    'clip/clip.vtt': Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n')
  }
  expect(await importAs(forum, await writer(forum), files)).toMatchObject({ created: 1 })
  const out = await exported(forum)
  expect(String(out['clip.en.md'])).toContain(body)
  expect(out['clip/clip.mp4']).toEqual(video)
})

test('sections and series keep their slugs however a file writes them', async () => {
  const somebody = await writer(forum)
  const files = {
    'series.yml': '- {slug: My Series, names: {en: Mine}}',
    'sections.yml': '- {slug: My Section, icon: book, names: {en: Mine}}',
    'mine.en.md': original('Text.', {
      ...{ title: 'An article of mine', series: 'My Series', section: 'My Section' }
    })
  }
  expect(failed(await importAs(forum, somebody, files))).toEqual([])
  expect(failed(await importAs(forum, somebody, files))).toEqual([])
})
