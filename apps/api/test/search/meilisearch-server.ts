import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { holds, type Stored } from './meilisearch-matching.ts'

type Index = { documents: Map<number, Stored>; settings: object; primaryKey?: string }
type Task = { type: string; status: 'succeeded' | 'failed'; error: object | null }

type Received = {
  call: string
  key: string | undefined
  /** What the answer may be compressed with. */
  encoding: string | undefined
  json: string
}

/** A local server that implements the part of Meilisearch's API that the forum uses. */
export type FakeServer = {
  url: string
  indexes: Map<string, Index>
  /** Received requests, such as `POST /multi-search`. */
  received: Received[]
  /** Milliseconds before a search is answered. */
  delay: number
  /** Types of tasks that are accepted and then fail. */
  failing: Set<string>
  /** Status of all answers, if set. */
  broken: number | undefined
  /** Text of all answers, if set, as of another kind of server. */
  page: string | undefined
  version: string
  close(): Promise<void>
}

export async function startServer(): Promise<FakeServer> {
  const tasks: Task[] = []
  const state: FakeServer = {
    url: '',
    indexes: new Map(),
    received: [],
    delay: 0,
    failing: new Set(),
    broken: undefined,
    page: undefined,
    version: '1.18.0',
    close: async () => void http.close().closeAllConnections()
  }
  const http = createServer((request, response) => {
    void answer(request, state, tasks).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(state.page ?? JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  state.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return state
}

type Answer = { status: number; body: unknown }
const refusal = (status: number, code: string): Answer => ({
  status,
  body: {
    message: code,
    code,
    type: 'invalid_request',
    link: 'https://docs.meilisearch.com/errors'
  }
})

async function answer(request: IncomingMessage, state: FakeServer, tasks: Task[]): Promise<Answer> {
  const call = `${request.method} ${request.url}`
  const json = await text(request)
  const isLines = request.headers['content-type'] === 'application/x-ndjson'
  const body = JSON.parse(isLines ? `[${json.split('\n').join(',')}]` : json || 'null')
  const { authorization, 'accept-encoding': encoding } = request.headers
  state.received.push({ call, key: authorization?.slice(7), encoding: String(encoding), json })
  if (state.broken) return refusal(state.broken, 'internal')
  if (call === 'GET /version') return { status: 200, body: { pkgVersion: state.version } }
  const task = /^GET \/tasks\/(\d+)$/.exec(call)
  if (task) return { status: 200, body: taskBody(tasks, Number(task[1])) }
  const stats = /^GET \/indexes\/([\w-]+)\/stats$/.exec(call)
  if (stats) return { status: 200, body: { numberOfDocuments: sizeOf(state, stats[1]) } }
  const fetched = /^GET \/indexes\/([\w-]+)\/documents\?(.*)$/.exec(call)
  if (fetched) return fetchDocuments(state, fetched[1], new URLSearchParams(fetched[2]))
  if (call.startsWith('GET /indexes?')) return { status: 200, body: listed(state) }
  const searched = /^POST \/indexes\/([\w-]+)\/search$/.exec(call)
  if (searched) return findState(state, searched[1])
  if (call === 'POST /multi-search') {
    await wait(state.delay)
    return multiSearch(state, body)
  }
  return enqueue(state, tasks, call, body)
}

const listed = ({ indexes }: FakeServer) => ({
  results: Array.from(indexes.keys(), (uid) => ({ uid })),
  total: indexes.size
})

/** Answers a search for the document that holds the index's state. */
function findState({ indexes }: FakeServer, uid = ''): Answer {
  const index = indexes.get(uid)
  if (!index) return refusal(404, 'index_not_found')
  if (!('filterableAttributes' in index.settings)) return refusal(400, 'invalid_search_filter')
  const found = index.documents.get(0)
  return { status: 200, body: { hits: found ? [found] : [] } }
}

const sizeOf = ({ indexes }: FakeServer, uid = '') => indexes.get(uid)?.documents.size ?? 0

function fetchDocuments({ indexes }: FakeServer, uid = '', asked: URLSearchParams): Answer {
  const listed = (name: string) => asked.get(name)?.split(',') ?? []
  const index = indexes.get(uid)
  if (!index) return refusal(404, 'index_not_found')
  const limit = Number(asked.get('limit') ?? 20)
  const found = listed('ids').flatMap((id) => index.documents.get(Number(id)) ?? [])
  const results = found
    .slice(0, limit)
    .map((one) => Object.fromEntries(listed('fields').map((name) => [name, one[name]])))
  return { status: 200, body: { results, offset: 0, limit, total: found.length } }
}

const taskBody = (tasks: Task[], uid: number) => ({
  uid,
  taskUid: uid,
  indexUid: null,
  enqueuedAt: '2026-01-01T00:00:00Z',
  ...tasks[uid]
})

type Write = [
  pattern: RegExp,
  type: string,
  run: (state: FakeServer, uid: string, body: never) => string | void
]

const writes: Write[] = [
  [
    /^POST \/indexes$/,
    'indexCreation',
    (state, _uid, { uid, primaryKey }: { uid: string; primaryKey: string }) => {
      if (state.indexes.has(uid)) return 'index_already_exists'
      state.indexes.set(uid, { documents: new Map(), settings: {}, primaryKey })
    }
  ],
  [
    /^PATCH \/indexes\/([\w-]+)\/settings$/,
    'settingsUpdate',
    (state, uid, settings: object) => {
      Object.assign(state.indexes.get(uid) ?? {}, { settings })
    }
  ],
  [
    /^POST \/indexes\/([\w-]+)\/documents$/,
    'documentAdditionOrUpdate',
    (state, uid, documents: Stored[]) => {
      // An unknown index is created, but documents with several ids have no primary key to guess.
      const index = state.indexes.get(uid) ?? { documents: new Map<number, Stored>(), settings: {} }
      state.indexes.set(uid, index)
      if (!index.primaryKey) return 'index_primary_key_multiple_candidates_found'
      for (const document of documents) index.documents.set(document.postId, document)
    }
  ],
  [
    /^POST \/indexes\/([\w-]+)\/documents\/delete-batch$/,
    'documentDeletion',
    (state, uid, ids: number[]) => {
      const index = state.indexes.get(uid)
      if (!index) return 'index_not_found'
      for (const id of ids) index.documents.delete(id)
    }
  ],
  [/^DELETE \/indexes\/([\w-]+)$/, 'indexDeletion', (state, uid) => void state.indexes.delete(uid)],
  [
    /^POST \/swap-indexes$/,
    'indexSwap',
    (
      state,
      _uid,
      [
        {
          indexes: [a, b]
        }
      ]: [{ indexes: [string, string] }]
    ) => {
      const [one, other] = [state.indexes.get(a), state.indexes.get(b)]
      if (!one || !other) return 'index_not_found'
      state.indexes.set(a, other).set(b, one)
    }
  ]
]

function enqueue(state: FakeServer, tasks: Task[], call: string, body: unknown): Answer {
  const path = call.split('?')[0] ?? ''
  const write = writes.find(([pattern]) => pattern.test(path))
  if (!write) return refusal(404, 'not_found')
  const [pattern, type, run] = write
  const failure = state.failing.has(type)
    ? 'internal'
    : run(state, pattern.exec(path)?.[1] ?? '', body as never)
  const error = failure ? { message: failure, code: failure, type: 'internal', link: '' } : null
  tasks.push({ type, status: failure ? 'failed' : 'succeeded', error })
  return { status: 202, body: { ...taskBody(tasks, tasks.length - 1), status: 'enqueued' } }
}

type Search = {
  indexUid: string
  q: string
  filter?: string[]
  sort?: string[]
  limit: number
  attributesToSearchOn?: string[]
}

function multiSearch(state: FakeServer, { queries }: { queries: Search[] }): Answer {
  const lacking = queries.find(({ indexUid }) => !state.indexes.has(indexUid))
  if (lacking) return refusal(404, 'index_not_found')
  const results = queries.map((query) => {
    const stored = [...(state.indexes.get(query.indexUid)?.documents.values() ?? [])]
    const hits = stored.filter((document) => holds(document, query)).slice(0, query.limit)
    if (query.sort) hits.sort((a, b) => b.postId - a.postId)
    return {
      ...query,
      hits: hits.map(({ postId }) => ({ postId, _rankingScore: 0.5 }))
    }
  })
  return { status: 200, body: { results } }
}
