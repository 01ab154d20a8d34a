import { draft, publicArticle, publish, save } from '../../articles/writing.ts'
import { unlessSuspended, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { writers } from './announcements.ts'
import { paramsOf, writer } from './articles.ts'

/** A draft by somebody else, as it was read. */
async function onDraftRead(world: World): Promise<Call> {
  const author = await writer(world)
  const article = await draft(author)
  const { body } = await author.get(`/articles/${article.id}/translations/en`)
  return { params: paramsOf(article), body: { revision: body.snapshot.revision } }
}

/** An earlier public version of others. */
async function onEarlier(world: World): Promise<Call> {
  const [article, editor] = [await publicArticle(world.forum), await writer(world)]
  await save(editor, article, { body: 'Open the app.' })
  await publish(editor, article)
  return { params: { ...paramsOf(article), number: 1 }, body: { reason: 'It was wrong.' } }
}

/** A change of readers that somebody else proposed. */
async function onReaders(world: World): Promise<Call> {
  const article = await publicArticle(world.forum, { readers: 'staff' })
  const editor = await writer(world)
  await editor.patch(`/articles/${article.id}`, { readers: 'everyone' })
  const { readerChange: id } = (await editor.get(`/articles/${article.id}/source`)).body
  return { params: { id } }
}

/** As it was read. */
async function onReadersRead(world: World): Promise<Call> {
  const call = await onReaders(world)
  const { body } = await (await writer(world)).get(`/articles/reader-changes/${call.params?.id}`)
  return { ...call, body: { revision: body.snapshot.revision } }
}

/** What changes an article for its readers. */
export const articleChangesRows: Rows = {
  'articles.publish': { call: onDraftRead, answers: writers(200) },
  'moderation.reportArticle': {
    call: async ({ forum }) => ({
      params: paramsOf(await publicArticle(forum)),
      body: { reason: 'scam' }
    }),
    answers: unlessSuspended(201)
  },
  'articles.withdraw': { call: onEarlier, answers: writers(204) },
  'articles.readerChange': { call: onReaders, answers: writers(200) },
  'articles.approveReaders': { call: onReadersRead, answers: writers(204) },
  'articles.discardReaders': { call: onReaders, answers: writers(204) }
}
