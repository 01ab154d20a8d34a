import { publicArticle, writer } from '../articles/writing.ts'
import { forGuests, type PageRow } from './page-rows.ts'
import type { World } from './world.ts'

/** A page of a public article. */
const onArticle = (act: string, ...calls: string[]): PageRow => ({
  path: async ({ forum }) => `/articles/${(await publicArticle(forum)).slug}${act}`,
  reader: 'guest',
  calls: ['articles.show', ...calls]
})

async function section({ forum }: World): Promise<string> {
  const slug = `section-${Math.random().toString(36).slice(2)}`
  const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }
  await (await writer(forum)).post('/article-sections', { slug, icon: 'wallet', names })
  return `/help/${slug}`
}

export const articlePages: Record<string, PageRow> = {
  '/help': forGuests('/help', 'articles.list', 'articles.sections'),
  '/help/[section=slug]': {
    ...forGuests('', 'articles.list', 'articles.sections'),
    path: section
  },
  '/blog': forGuests('/blog', 'articles.list'),
  '/articles/[slug=slug]': onArticle(''),
  '/articles/[slug=slug]/history': onArticle('/history', 'articles.revisions')
}
