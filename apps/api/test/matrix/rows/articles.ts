import { draft, publicArticle, publish, words } from '../../articles/writing.ts'
import { everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { writers } from './announcements.ts'

const writer = ({ bystander }: World) => bystander({ role: 'staff', capabilities: ['articles'] })

const names = { en: 'Wallets', 'zh-CN': '钱包', 'zh-TW': '錢包' }

const paramsOf = ({ id }: { id: number }) => ({ id, language: 'en' })

/** A published article by others. */
const onPublic =
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
const drafters = (status: number) =>
  `401 401 403 403 403 403 ${status} ${status} ${status} ${status}`

/** For writers; volunteers may draft, and don't see that others do. */
const onOthers = (status: number) => `401 401 403 403 403 403 404 404 ${status} ${status}`

const version = { title: 'How to deposit', summary: 'In short.', body: 'Open the wallet.' }

export const articlesRows: Rows = {
  'articles.list': { call: async () => ({}), answers: everybody(200) },
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
  'articles.publish': { call: onDraft({ revision: 1 }), answers: writers(200) },
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
  'articles.deleteSection': { call: onSection(), answers: writers(204) }
}
