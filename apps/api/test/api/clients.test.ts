import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient as generateSdk } from '@hey-api/openapi-ts'
import createFetchClient from 'openapi-fetch'
import generateTypes, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { journey } from './client-journey.ts'

const forum = startForum()
let folder: string
let token: string
let categoryId: number

beforeAll(async () => {
  // Below the repository, so that the written files find its packages.
  const cache = resolve('node_modules/.cache')
  await mkdir(cache, { recursive: true })
  folder = await mkdtemp(join(cache, 'clients-'))
  const member = await forum.user()
  const input = { name: 'a client', scopes: ['read', 'write'], days: 1 }
  token = (await member.post('/tokens', input)).body.secret
  categoryId = await forum.category()
})
afterAll(() => rm(folder, { recursive: true }))

const described = async () => (await forum.guest.get('/openapi.json')).body

/** Sends what a client sends to the forum, which does not listen. */
const send: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const { method, url } = request
  const { pathname, search } = new URL(url)
  const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${token}` }
  const payload = await request.text()
  const options = { method: method as 'GET', url: pathname + search, headers }
  const { host } = new URL(forum.origin)
  const answer = await forum.app.inject({
    ...options,
    headers: { ...headers, host },
    ...(payload && { payload })
  })
  const body = [204, 304].includes(answer.statusCode) ? null : answer.body
  return new Response(body, {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string>
  })
}

test('a client by openapi-typescript makes the journey', async () => {
  await writeFile(join(folder, 'paths.ts'), astToString(await generateTypes(await described())))
  await writeFile(join(folder, 'typed.ts'), journey)
  expect(errorsIn(join(folder, 'typed.ts'))).toEqual([])
  const client = createFetchClient({ baseUrl: forum.origin, fetch: send })
  const { travel } = await import(pathToFileURL(join(folder, 'typed.ts')).href)
  expect(await travel(client, categoryId)).toEqual(['Where is it?', 'Still nothing.', 404, 422])
})

test('a client by @hey-api/openapi-ts makes the journey', async () => {
  const output = { path: join(folder, 'sdk'), importFileExtension: '.ts' as const }
  await generateSdk({ input: await described(), output, logs: { level: 'silent' } })
  const sdk = await import(pathToFileURL(join(folder, 'sdk/index.ts')).href)
  const { client } = await import(pathToFileURL(join(folder, 'sdk/client.gen.ts')).href)
  client.setConfig({ baseUrl: forum.origin, fetch: send })
  const question = { categoryId, title: 'Who is it?', body: 'Somebody calls me.' }
  const { data: thread } = await sdk.threadsCreateThread({ body: question })
  const path = { id: thread.id }
  await sdk.threadsReply({ path, body: { body: 'And again.' } })
  const { data: page } = await sdk.threadsShow({ path })
  expect(page.posts.map(({ author }: any) => author.role)).toEqual(['member', 'member'])
  const { error } = await sdk.threadsShow({ path: { id: 999_999 } })
  expect(error).toMatchObject({ code: 'not_found', status: 404 })
})

/** The errors of types in a file, and in what it imports. */
function errorsIn(file: string): string[] {
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
    ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext, types: [] }
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
