import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** Searches of documents that are stored under the ids 1, 2, …; a text is one of field `text`. */
export type MatchingCase = {
  what: string
  settings?: object
  documents: (string | object)[]
  queries: (string | object)[]
  /** Whether the order of the hits is part of the answer. */
  ordered?: boolean
}

/** Requests one after the other. `{a}` and `{b}` stand for indexes that do not exist before. */
export type RequestCase = { what: string; requests: Asked[] }

type Asked = { call: string; body?: unknown; key?: 'search' | 'wrong' | 'none' }

/** A server with a key for everything and one that may only search. */
export type Target = { url: string; key: string; searchKey: string }

type Answered = { status: number; body: Body | null }
type Body = {
  code?: string
  taskUid?: number
  status?: string
  error?: { code: string } | null
  numberOfDocuments?: number
  hits?: Hit[]
  results?: { hits?: Hit[] }[]
}
type Hit = { postId: number }

/** The ids that each query finds. */
export async function playMatching(server: Target, given: MatchingCase): Promise<unknown[]> {
  const uid = `case_${randomBytes(6).toString('hex')}`
  const documents = given.documents.map((one, at) => ({
    postId: at + 1,
    ...(typeof one === 'string' ? { text: one } : one)
  }))
  const settings = { searchableAttributes: ['text'], ...given.settings }
  await play(server, { call: 'POST /indexes', body: { uid, primaryKey: 'postId' } })
  await play(server, { call: `PATCH /indexes/${uid}/settings`, body: settings })
  await play(server, { call: `POST /indexes/${uid}/documents`, body: documents })
  const found: unknown[] = []
  for (const query of given.queries) {
    const asked = typeof query === 'string' ? { q: query } : query
    const body = { matchingStrategy: 'all', limit: 200, ...asked }
    const ids = await play(server, { call: `POST /indexes/${uid}/search`, body })
    found.push(given.ordered ? ids : (ids as number[]).sort((a, b) => a - b))
  }
  await play(server, { call: `DELETE /indexes/${uid}` })
  return found
}

/** What each request is answered with. */
export async function playRequests(server: Target, { requests }: RequestCase): Promise<unknown[]> {
  const [a, b] = [
    `case_${randomBytes(6).toString('hex')}`,
    `case_${randomBytes(6).toString('hex')}`
  ]
  const answers: unknown[] = []
  for (const asked of requests) {
    const named = JSON.stringify(asked).replaceAll('{a}', a).replaceAll('{b}', b)
    answers.push(await play(server, JSON.parse(named) as Asked))
  }
  for (const uid of [a, b]) await play(server, { call: `DELETE /indexes/${uid}` })
  return answers
}

/** The answer to a request: how its task ended, its error, what it found, or its status. */
async function play(server: Target, asked: Asked): Promise<unknown> {
  const { status, body } = await send(server, asked)
  if (body?.code) return `${status} ${body.code}`
  if (body?.taskUid !== undefined) return outcome(server, body.taskUid)
  if (body?.hits) return body.hits.map(({ postId }) => postId)
  if (body?.results)
    return body.results.map((one) => (one.hits ? one.hits.map(({ postId }) => postId) : one))
  return body?.numberOfDocuments ?? status
}

async function outcome(server: Target, uid: number): Promise<string> {
  for (;;) {
    const { body } = await send(server, { call: `GET /tasks/${uid}` })
    if (body?.status === 'succeeded') return 'succeeded'
    if (body?.status === 'failed') return `failed ${body.error?.code}`
    await wait(10)
  }
}

async function send(server: Target, { call, body, key }: Asked): Promise<Answered> {
  const [method = '', path = ''] = call.split(' ')
  const headers = {
    ...(key !== 'none' && { authorization: `Bearer ${keyOf(server, key)}` }),
    ...(body !== undefined && { 'content-type': 'application/json' })
  }
  const given = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(server.url + path, { method, headers, ...given })
  return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') }
}

function keyOf({ key, searchKey }: Target, which: Asked['key']): string {
  if (which === 'wrong') return 'wrong'
  return which === 'search' ? searchKey : key
}
