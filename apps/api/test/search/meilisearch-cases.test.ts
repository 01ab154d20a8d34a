import { Meilisearch } from 'meilisearch'
import { format, resolveConfig } from 'prettier'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import answers from './meilisearch-answers.json' with { type: 'json' }
import cases from './meilisearch-cases.json' with { type: 'json' }
import {
  playMatching,
  playRequests,
  type MatchingCase,
  type RequestCase,
  type Target
} from './meilisearch-cases.ts'
import { startServer, type FakeServer } from './meilisearch-server.ts'

const matching: MatchingCase[] = cases.matching
const requests = cases.requests as RequestCase[]
const recorded: Record<string, unknown> = answers

describe('the server of the tests answers as Meilisearch does:', () => {
  let server: FakeServer
  let target: Target
  beforeAll(async () => {
    server = await startServer({ write: 'may write', search: 'may search' })
    target = { url: server.url, key: 'may write', searchKey: 'may search' }
  })
  afterAll(() => server.close())

  test.each(matching)('$what', async (one) => {
    expect(await playMatching(target, one)).toEqual(recorded[one.what])
  })

  test.each(requests)('$what', async (one) => {
    expect(await playRequests(target, one)).toEqual(recorded[one.what])
  })
})

const url = process.env['STOA_MEILI_URL']
const file = 'meilisearch-answers.json'

// `vitest --update` records the answers of another version.
test.runIf(url)('a running Meilisearch answers as recorded', { timeout: 120_000 }, async () => {
  const target = await targetOf(url ?? '', process.env['STOA_MEILI_KEY'] ?? '')
  const played: Record<string, unknown> = {}
  for (const one of matching) played[one.what] = await playMatching(target, one)
  for (const one of requests) played[one.what] = await playRequests(target, one)
  const style = await resolveConfig(import.meta.filename)
  const text = await format(JSON.stringify(played), { ...style, parser: 'json' })
  await expect(text).toMatchFileSnapshot(file)
})

async function targetOf(url: string, key: string): Promise<Target> {
  const client = new Meilisearch({ host: url, apiKey: key })
  const expiresAt = new Date(Date.now() + 600_000)
  const made = await client.createKey({ actions: ['search'], indexes: ['*'], expiresAt })
  return { url, key, searchKey: made.key }
}
