import { createConfig, lintFromString } from '@redocly/openapi-core'
import { beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { everyEndpoint } from '../matrix/rows.ts'

const forum = startForum()
let text = ''
let document: any
let operations: any[]

beforeAll(async () => {
  text = (await forum.guest.get('/openapi.json')).text
  document = JSON.parse(text)
  operations = Object.values(document.paths).flatMap((path: any) => Object.values(path))
})

test('every endpoint is one operation with an id of its own, and nothing else is one', () => {
  const ids = operations.map(({ operationId }) => operationId)
  expect(ids.toSorted()).toEqual(everyEndpoint.map(([name]) => name).toSorted())
  expect(text).not.toContain('/{*}')
  expect(document.info.title).toBe('Forum API')
})

test('every operation lists its refusals by status, with a problem of known codes', () => {
  for (const { operationId, responses } of operations)
    for (const status of ['400', '401', '403', '404', '422', '429', '500', '503'])
      expect(responses[status]?.$ref, `${operationId} ${status}`).toMatch(
        /^#\/components\/responses/
      )
  const { Unauthorized, TooManyRequests } = document.components.responses
  expect(Unauthorized.description).toContain('`token_invalid`')
  expect(Unauthorized.headers).toHaveProperty('WWW-Authenticate')
  expect(TooManyRequests.headers).toHaveProperty('Retry-After')
  expect(TooManyRequests.content['application/problem+json'].schema.$ref).toContain('/Problem')
})

test('an operation whose answer is stored takes an Idempotency-Key', () => {
  const key = { $ref: '#/components/parameters/IdempotencyKey' }
  const takes = (path: string, method: string) =>
    document.paths[`/api/v1${path}`][method].parameters ?? []
  expect(takes('/threads', 'post')).toContainEqual(key)
  expect(takes('/threads', 'get')).not.toContainEqual(key)
  // Its answer contains a secret, so it is in no table.
  expect(takes('/webhooks', 'post')).not.toContainEqual(key)
})

test('shapes have names, and one that operations share is described once', () => {
  const { schemas } = document.components
  expect(schemas.Author.properties).toMatchObject({ id: { type: 'integer', format: 'int64' } })
  expect(text.split(JSON.stringify(schemas.Author)).length - 1).toBe(1)
  expect(Object.keys(schemas)).toEqual(
    expect.arrayContaining(['Author', 'Snapshot', 'ThreadRow', 'AnnouncementState', 'Problem'])
  )
  for (const name of Object.keys(schemas)) expect(text).toContain(`"#/components/schemas/${name}"`)
})

test('ids are integers, and no pattern needs classes of Unicode', () => {
  expect(text).not.toContain('\\\\p{')
  expect(idsOf(document, '').filter(({ type }) => type === 'number')).toEqual([])
})

/** The properties that are ids, with their places. */
function idsOf(value: unknown, path: string): { path: string; type: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const isId = /(?:^id|Id)$/.test(key) && path.endsWith('/properties')
    const here = isId ? [{ path: `${path}/${key}`, type: inner.type as string }] : []
    return [...here, ...idsOf(inner, `${path}/${key}`)]
  })
}

test('redocly finds no errors in it', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: text, config })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
})

// The rules of Spectral's `oas` that are errors or that generators stumble over; itself it brings
// two hundred packages.
test('ids fit into addresses, tags are declared, and each parameter is there once', () => {
  const tags = new Set(document.tags.map(({ name }: { name: string }) => name))
  for (const [path, methods] of Object.entries<Record<string, any>>(document.paths))
    for (const { operationId, tags: own, parameters = [], responses } of Object.values(methods)) {
      expect(operationId).toMatch(/^[\w.-]+$/)
      expect(own.every((tag: string) => tags.has(tag))).toBe(true)
      const given = parameters.map((one: any) => one.$ref ?? `${one.in} ${one.name}`)
      expect(new Set(given).size).toBe(given.length)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`)
      expect(given.filter((one: string) => one.startsWith('path '))).toEqual(inPath)
      expect(Object.keys(responses).some((status) => /^[23]/.test(status))).toBe(true)
      expect(path).not.toMatch(/\/$|\?/)
    }
})
