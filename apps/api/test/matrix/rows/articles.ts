import { draft, publicArticle, publish, words } from '../../articles/writing.ts'
import { everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { writers } from './announcements.ts'

export const writer = ({ bystander }: World) =>
  bystander({ role: 'staff', capabilities: ['articles'] })

const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }

export const paramsOf = ({ id }: { id: number }) => ({ id, language: 'en' })

/** A published article by others. */
export const onPublic =
  (body?: object) =>
  async ({ forum }: World): Promise<Call> => ({
    params: paramsOf(await publicArticle(forum)),
    body
  })

/** A draft by somebody else. */
const onDraft =
  (body?: object) =>
  async (world: World): Promise<Call> => ({
    params: paramsOf(await draft(await writer(world))),
    body
  })

/** A version that waits for a second person. */
async function onAwaiting(world: World): Promise<Call> {
  const author = await writer(world)
  const article = await draft(author)
  await publish(author, article)
  return { params: paramsOf(article), body: { revision: 1 } }
}

async function onArchived(world: World): Promise<Call> {
  const { id } = await publicArticle(world.forum)
  await (await writer(world)).put(`/articles/${id}/archive`, {})
  return { params: { id } }
}

let sections = 0

async function section(world: World): Promise<number> {
  const input = { slug: `wallets-${(sections += 1)}`, icon: 'wallet', names }
  return (await (await writer(world)).post('/article-sections', input)).body.id
}

const onSection =
  (body?: object) =>
  async (world: World): Promise<Call> => ({ params: { id: await section(world) }, body })

/** For volunteers and all above. */
export const drafters = (status: number) =>
  `401 401 403 403 403 403 ${status} ${status} ${status} ${status}`

/** For writers; volunteers may draft, and don't see that others do. */
const onOthers = (status: number) => `401 401 403 403 403 403 404 404 ${status} ${status}`

/** A series of others, with the articles of the call. */
const onSeries =
  (body?: object) =>
  async (world: World): Promise<Call> => {
    const slug = `steps-${(sections += 1)}`
    const made = await (await writer(world)).post('/article-series', { names, slug })
    return { params: { id: made.body.id }, body }
  }

/** A series with a part that everybody may read. */
async function onReadSeries(world: World): Promise<Call> {
  const staff = await writer(world)
  const slug = `series-${(sections += 1)}`
  const { body } = await staff.post('/article-series', { names, slug })
  const { id } = await publicArticle(world.forum)
  await staff.patch(`/articles/${id}`, { series: body.id })
  return { params: { slug } }
}

/** What a member wrote about an article. */
async function onWords(world: World): Promise<Call> {
  const [{ id }, member] = [await publicArticle(world.forum), await world.bystander()]
  const answer = { helped: false, words: 'A step is missing.' }
  await member.put(`/articles/${id}/translations/en/feedback`, answer)
  const { body } = await (await writer(world)).get(`/articles/${id}/statistics`)
  return { params: { id: body.words[0].id } }
}

const version = { title: 'How to deposit', summary: 'In short.', body: 'Open the wallet.' }

export const articlesRows: Rows = {
  'articles.list': { call: async () => ({}), answers: everybody(200) },
  'articles.highlights': { call: async () => ({}), answers: everybody(200) },
  'articles.show': {
    call: async ({ forum }) => ({ params: { slug: (await publicArticle(forum)).slug } }),
    answers: everybody(200)
  },
  'articles.revisions': { call: onPublic(), answers: everybody(200) },
  'articles.create': { call: async () => ({ body: words() }), answers: drafters(201) },
  'articles.preview': {
    call: async () => ({ body: { body: 'Open it.' } }),
    answers: drafters(200)
  },
  'articles.matching': { call: async () => ({ query: { q: 'deposit' } }), answers: writers(200) },
  'articles.source': { call: onDraft(), answers: onOthers(200) },
  'articles.changeSettings': { call: onDraft({ tags: ['fees'] }), answers: writers(204) },
  'articles.translationSource': { call: onDraft(), answers: onOthers(200) },
  'articles.save': { call: onDraft({ ...version, revision: 1 }), answers: onOthers(200) },
  'articles.discard': { call: onDraft(), answers: onOthers(204) },
  'articles.propose': { call: onDraft(), answers: onOthers(204) },
  'articles.recall': {
    call: async (world) => ({ ...(await onAwaiting(world)), body: undefined }),
    answers: writers(204)
  },
  'articles.restore': { call: onDraft({ number: 1, revision: 1 }), answers: onOthers(200) },
  'articles.work': { call: async () => ({}), answers: drafters(200) },
  'articles.archive': { call: onPublic({ successor: null }), answers: writers(204) },
  'articles.unarchive': { call: onArchived, answers: writers(204) },
  'articles.check': { call: onPublic({ freshUntil: null }), answers: writers(204) },
  'articles.sections': { call: async () => ({}), answers: everybody(200) },
  'articles.sectionSources': { call: async () => ({}), answers: writers(200) },
  'articles.addSection': {
    call: async () => ({ body: { slug: `cards-${(sections += 1)}`, icon: 'card', names } }),
    answers: writers(201)
  },
  'articles.orderSections': {
    call: async (world) => {
      const { items } = (await (await writer(world)).get('/article-sections')).body
      const top = items.filter(({ parent }: { parent: number | null }) => parent === null)
      return { body: { parent: null, ids: top.map(({ id }: { id: number }) => id) } }
    },
    answers: writers(204)
  },
  'articles.changeSection': { call: onSection({ icon: 'book' }), answers: writers(204) },
  'articles.deleteSection': { call: onSection(), answers: writers(204) },
  'articles.series': { call: async () => ({}), answers: everybody(200) },
  'articles.showSeries': { call: onReadSeries, answers: everybody(200) },
  'articles.seriesSource': { call: onSeries(), answers: writers(200) },
  'articles.addSeries': {
    call: async () => ({ body: { slug: `tour-${(sections += 1)}`, names } }),
    answers: writers(201)
  },
  'articles.orderSeries': { call: onSeries({ ids: [] }), answers: writers(204) },
  'articles.changeSeries': { call: onSeries({ descriptions: {} }), answers: writers(204) },
  'articles.deleteSeries': { call: onSeries(), answers: writers(204) },
  'articles.feedback': { call: onPublic({ helped: true }), answers: everybody(204) },
  'articles.statistics': { call: async () => ({}), answers: writers(200) },
  'articles.articleStatistics': {
    call: async ({ forum }) => ({ params: { id: (await publicArticle(forum)).id } }),
    answers: onOthers(200)
  },
  'articles.finishWords': { call: onWords, answers: onOthers(204) }
}
