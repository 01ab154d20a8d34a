import { setTimeout as wait } from 'node:timers/promises'
import { search, type Search } from './meilisearch-searching.ts'
import type { Indexes } from './meilisearch-writing.ts'

/** What answers to reads depend on. */
type Held = { indexes: Indexes; delay: number }

export type Answer = { status: number; body: unknown }

export const link = 'https://docs.meilisearch.com/errors'
export const refusal = (status: number, code: string): Answer => ({
  status,
  body: { message: code, code, type: status === 403 ? 'auth' : 'invalid_request', link }
})

export const listed = ({ indexes }: Held) => ({
  results: Array.from(indexes.keys(), (uid) => ({ uid })),
  total: indexes.size
})

export function statistics({ indexes }: Held, uid: string): Answer {
  const index = indexes.get(uid)
  if (!index) return refusal(404, 'index_not_found')
  return { status: 200, body: { numberOfDocuments: index.documents.size } }
}

export function fetched({ indexes }: Held, given: string): Answer {
  const { pathname, searchParams: asked } = new URL(given, 'http://localhost')
  const index = indexes.get(pathname.split('/')[1] ?? '')
  if (!index) return refusal(404, 'index_not_found')
  const list = (name: string) => asked.get(name)?.split(',') ?? []
  const limit = Number(asked.get('limit') ?? 20)
  const found = list('ids').flatMap((id) => index.documents.get(Number(id)) ?? [])
  const shown = (one: object) =>
    Object.entries(one).filter(([name]) => list('fields').includes(name))
  const results = found.slice(0, limit).map((one) => Object.fromEntries(shown(one)))
  return { status: 200, body: { results, offset: 0, limit, total: found.length } }
}

export function searchOne({ indexes }: Held, uid: string, body: unknown): Answer {
  const index = indexes.get(uid)
  if (!index) return refusal(404, 'index_not_found')
  const found = search(index, body as Search)
  return 'refused' in found ? refusal(400, found.refused) : { status: 200, body: found }
}

export type Searches = { queries: (Search & { indexUid: string })[] }

/** Several searches are refused together; an index that does not exist is a bad request here. */
export async function searchSeveral(state: Held, { queries }: Searches): Promise<Answer> {
  await wait(state.delay)
  const answers = queries.map((one) => searchOne(state, one.indexUid, one))
  const refused = answers.find(({ status }) => status !== 200)
  if (refused) return { ...refused, status: 400 }
  return { status: 200, body: { results: answers.map(({ body }) => body) } }
}
