import { draft, publicArticle, publish, save, writer } from '../articles/writing.ts'
import { forGuests, forMembers, forStaff, type PageRow } from './page-rows.ts'
import type { World } from './world.ts'

/** A page of a public article. */
const onArticle = (act: string, ...calls: string[]): PageRow => ({
  path: async ({ forum }) => `/articles/${(await publicArticle(forum)).slug}${act}`,
  reader: 'guest',
  calls: ['articles.show', ...calls]
})

/** A page about a draft by somebody else, for those who write articles. */
const onDraft = (act: string, ...calls: string[]): PageRow => ({
  ...forStaff('', 'articles.source', ...calls),
  path: async ({ forum }) => `/articles/work/${(await draft(await writer(forum))).id}${act}`
})

async function section({ forum }: World): Promise<{ id: number; slug: string }> {
  const slug = `section-${Math.random().toString(36).slice(2)}`
  const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }
  const input = { slug, icon: 'wallet', names }
  const { body } = await (await writer(forum)).post('/article-sections', input)
  return { id: body.id, slug }
}

async function series({ forum }: World): Promise<{ id: number; slug: string }> {
  const slug = `series-${Math.random().toString(36).slice(2)}`
  const names = { en: 'First steps', 'zh-CN': '入门', 'zh-TW': '入門' }
  const staff = await writer(forum)
  const { body } = await staff.post('/article-series', { slug, names })
  await staff.patch(`/articles/${(await publicArticle(forum)).id}`, { series: body.id })
  return { id: body.id, slug }
}

/** An earlier public version, for those who publish. */
async function withEarlier({ forum }: World): Promise<string> {
  const [article, editor] = [await publicArticle(forum), await writer(forum)]
  await save(editor, article, { body: 'Open the app.' })
  await publish(editor, article)
  return `/articles/work/${article.id}/en/history/withdraw/1`
}

async function readerChange({ forum }: World): Promise<string> {
  const [{ id }, editor] = [await publicArticle(forum, { readers: 'staff' }), await writer(forum)]
  await editor.patch(`/articles/${id}`, { readers: 'everyone' })
  const { body } = await editor.get(`/articles/${id}/source`)
  return `/articles/work/readers/${body.readerChange}`
}

export const articlePages: Record<string, PageRow> = {
  '/help': forGuests('/help', 'articles.highlights', 'articles.sections'),
  '/help/[section=slug]': {
    ...forGuests('', 'articles.list', 'articles.sections'),
    path: async (world) => `/help/${(await section(world)).slug}`
  },
  '/blog': forGuests('/blog', 'articles.list'),
  '/articles/[slug=slug]': onArticle(''),
  '/articles/[slug=slug]/history': onArticle('/history', 'articles.revisions'),
  '/articles/[slug=slug]/report': {
    ...forMembers('', 'articles.show'),
    path: async ({ forum }) => `/articles/${(await publicArticle(forum)).slug}/report`
  },
  '/articles/sources': forMembers('/articles/sources', 'articles.ownSources'),
  '/articles/work': forStaff('/articles/work', 'articles.work', 'articles.suggestions'),
  '/articles/work/make': forStaff('/articles/work/make', 'articles.work'),
  '/articles/work/new': forStaff(
    '/articles/work/new',
    ...['articles.work', 'articles.sections', 'articles.series', 'groups.groups']
  ),
  '/articles/work/[id=id]': onDraft('', 'articles.sections', 'articles.series', 'groups.groups'),
  '/articles/work/[id=id]/archive': onDraft(
    '/archive',
    'articles.matching',
    'articles.namingReplies'
  ),
  '/articles/work/[id=id]/[language=language]': onDraft('/en', 'articles.translationSource'),
  '/articles/work/[id=id]/[language=language]/publish': onDraft(
    '/en/publish',
    'articles.translationSource'
  ),
  '/articles/work/[id=id]/[language=language]/history': onDraft(
    '/en/history',
    'articles.revisions'
  ),
  '/articles/work/[id=id]/[language=language]/history/withdraw/[version=id]': {
    ...forStaff('', 'articles.source'),
    path: withEarlier
  },
  '/articles/work/readers/[change=id]': {
    ...forStaff('', 'articles.readerChange'),
    path: readerChange
  },
  '/u/[username=username]/articles': {
    ...forGuests('', 'accounts.profile', 'articles.list'),
    path: async ({ owner }) => `/u/${owner.username}/articles`
  },
  '/articles/work/sections': forStaff(
    '/articles/work/sections',
    ...['articles.sectionSources', 'groups.groups']
  ),
  '/articles/work/sections/[section=id]': {
    ...forStaff('', 'articles.sectionSources', 'groups.groups'),
    path: async (world) => `/articles/work/sections/${(await section(world)).id}`
  },
  '/articles/series/[slug=slug]': {
    ...forGuests('', 'articles.showSeries'),
    path: async (world) => `/articles/series/${(await series(world)).slug}`
  },
  '/articles/work/series': forStaff(
    '/articles/work/series',
    ...['articles.series', 'articles.sectionSources']
  ),
  '/articles/work/series/[series=id]': {
    ...forStaff('', 'articles.seriesSource'),
    path: async (world) => `/articles/work/series/${(await series(world)).id}`
  },
  '/articles/work/statistics': forStaff('/articles/work/statistics', 'articles.statistics'),
  '/articles/work/[id=id]/statistics': onDraft('/statistics', 'articles.articleStatistics')
}
