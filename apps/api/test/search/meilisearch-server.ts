import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  fetched,
  link,
  listed,
  refusal,
  searchOne,
  searchSeveral,
  statistics,
  type Answer,
  type Searches
} from './meilisearch-reading.ts'
import { write, type Indexes } from './meilisearch-writing.ts'

type Task = { type: string; status: 'succeeded' | 'failed'; error: object | null }

type Received = {
  call: string
  key: string | undefined
  /** What the answer may be compressed with. */
  encoding: string | undefined
  json: string
}

/**
 * A local server that answers what the forum asks of Meilisearch as Meilisearch does. The cases in
 * `meilisearch-cases.json`, whose answers are recorded from a real one, hold it to that.
 */
export type FakeServer = {
  url: string
  indexes: Indexes
  /** Received requests, such as `POST /multi-search`. */
  received: Received[]
  /** One that may do everything and one that may only search; without them everybody may. */
  keys: Keys | undefined
  /** Whether the key is one for some indexes only: it sees neither the version nor swaps. */
  isScoped: boolean
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

type Keys = { write: string; search: string }

export async function startServer(keys?: Keys): Promise<FakeServer> {
  const tasks: Task[] = []
  const state: FakeServer = {
    url: '',
    indexes: new Map(),
    received: [],
    keys,
    isScoped: false,
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

async function answer(request: IncomingMessage, state: FakeServer, tasks: Task[]): Promise<Answer> {
  const call = `${request.method} ${request.url}`
  const json = await text(request)
  const { authorization, 'accept-encoding': encoding } = request.headers
  const key = authorization?.slice('Bearer '.length)
  state.received.push({ call, key, encoding: String(encoding), json })
  if (state.broken) return refusal(state.broken, 'internal')
  const refused = refusalOf(state, call, key) ?? hiddenFrom(state, call, tasks)
  if (refused) return refused
  const isLines = request.headers['content-type'] === 'application/x-ndjson'
  const body: unknown = JSON.parse(isLines ? `[${json.split('\n').join(',')}]` : json || 'null')
  return (await read(state, tasks, call, body)) ?? enqueue(state, tasks, call, body)
}

function refusalOf({ keys }: FakeServer, call: string, key: string | undefined) {
  if (!keys || key === keys.write) return undefined
  if (key === undefined) return refusal(401, 'missing_authorization_header')
  const isSearch = /^POST \/(multi-search|indexes\/[\w-]+\/search)$/.test(call)
  return isSearch && key === keys.search ? undefined : refusal(403, 'invalid_api_key')
}

function hiddenFrom({ isScoped }: FakeServer, call: string, tasks: Task[]) {
  if (!isScoped) return undefined
  if (call === 'GET /version') return refusal(403, 'invalid_api_key')
  const [, uid] = /^GET \/tasks\/(\d+)$/.exec(call) ?? []
  const isSwap = tasks[Number(uid)]?.type === 'indexSwap'
  return isSwap ? refusal(404, 'task_not_found') : undefined
}

type Parts = { state: FakeServer; tasks: Task[]; given: string; body: unknown }
type Read = (parts: Parts) => Answer | Promise<Answer>

const reads: [pattern: RegExp, read: Read][] = [
  [/^GET \/version$/, ({ state }) => ({ status: 200, body: { pkgVersion: state.version } })],
  [/^GET \/stats$/, () => ({ status: 200, body: { databaseSize: 12 * 1024 * 1024 } })],
  [/^GET \/tasks\?/, () => ({ status: 200, body: { results: [] } })],
  [/^GET \/tasks\/(\d+)$/, ({ tasks, given }) => taskAnswer(tasks, Number(given))],
  [/^GET \/indexes\?/, ({ state }) => ({ status: 200, body: listed(state) })],
  [/^GET \/indexes\/([\w-]+)\/stats$/, ({ state, given }) => statistics(state, given)],
  [/^GET \/indexes\/([\w-]+\/documents\?.*)$/, ({ state, given }) => fetched(state, given)],
  [/^POST \/indexes\/([\w-]+)\/search$/, ({ state, given, body }) => searchOne(state, given, body)],
  [/^POST \/multi-search$/, ({ state, body }) => searchSeveral(state, body as Searches)]
]

function read(state: FakeServer, tasks: Task[], call: string, body: unknown) {
  const found = reads.find(([pattern]) => pattern.test(call))
  return found?.[1]({ state, tasks, given: found[0].exec(call)?.[1] ?? '', body })
}

const accepted = (uid: number, task: Omit<Task, 'status'> & { status: string }) => ({
  ...{ uid, taskUid: uid, indexUid: null, enqueuedAt: '2026-01-01T00:00:00Z' },
  ...task
})

function taskAnswer(tasks: Task[], uid: number): Answer {
  const task = tasks[uid]
  return task ? { status: 200, body: accepted(uid, task) } : refusal(404, 'task_not_found')
}

function enqueue(state: FakeServer, tasks: Task[], call: string, body: unknown): Answer {
  const found = write(state.indexes, call, body)
  if (!found) return refusal(404, 'not_found')
  const { type, run } = found
  const code = state.failing.has(type) ? 'internal' : run()
  const error = code ? { message: code, code, type: 'internal', link } : null
  tasks.push({ type, status: code ? 'failed' : 'succeeded', error })
  return { status: 202, body: accepted(tasks.length - 1, { type, status: 'enqueued', error }) }
}
