import { readdir } from 'node:fs/promises'
import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Outbound } from '@stoa/core/server'
import { filesInBucket, type Files } from '@stoa/uploads'
import { m } from '@stoa/messages'
import { startForum, type Client } from '../forum.ts'
import { fillDisk } from './full-disk.ts'
import { sendFile, sendForm } from './sending.ts'

const forum = startForum()
const log = Buffer.from('Error 1006')
const words = { locale: 'en' } as const
let author: Client
let onDisk: Files

beforeAll(async () => {
  author = await forum.user()
  onDisk = forum.ports.files
})
afterEach(() => void (forum.ports.files = onDisk))

const send = () => sendFile(author, 'error.log', log)

const parts = async () =>
  (await readdir(forum.folder, { recursive: true })).filter((name) => name.endsWith('.part'))

test.each(['ENOSPC', 'EDQUOT'])('a full disk (%s) is 507 with a message', async (code) => {
  await fillDisk(forum.folder, code)
  const { status, body } = await send()
  const title = m.problem_upload_storage_full({}, words)
  expect([status, body.code, body.title]).toEqual([507, 'upload_storage_full', title])
  expect(await parts()).toEqual([])
})

test('a form without scripts gets the reason, and other errors stay errors', async () => {
  await fillDisk(forum.folder, 'ENOSPC')
  const { headers } = await sendForm(author, { next: '/ask' }, 'error.log', log)
  expect(headers.location).toBe('/ask?upload=upload_storage_full')
  await fillDisk(forum.folder, 'EIO')
  expect((await send()).status).toBe(500)
})

/** Stores the forum's files in a bucket of a server with this behaviour. */
async function inBucketOf(answer: RequestListener, { stopped = false, timeout = 5_000 } = {}) {
  const server = http.createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const stop = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  if (stopped) await stop()
  else onTestFinished(async () => void (await stop()))
  const keys = { accessKeyId: 'id', secretAccessKey: 'key', region: 'us-east-1' }
  const bucket = { endpoint, bucket: 'uploads', ...keys }
  forum.ports.files = filesInBucket(bucket, new Outbound({ allowLoopback: true }), timeout)
}

const answering =
  (status: number): RequestListener =>
  (_, reply) =>
    reply.writeHead(status).end('<Error><Code>Why</Code></Error>')
const startsOnly: RequestListener = (_, reply) => void reply.writeHead(200).write('E')

test.each<[string, Parameters<typeof inBucketOf>]>([
  ['accepts and never answers', [() => {}, { timeout: 100 }]],
  ['begins its answer and never ends it', [startsOnly, { timeout: 100 }]],
  ['refuses every connection', [() => {}, { stopped: true }]],
  ['says that it is busy', [answering(503)]]
])('a file storage that %s is 503 with a message, to write and to read', async (_, server) => {
  const { id } = (await send()).body
  await inBucketOf(...server)
  const answers = [await send(), await author.get(`/uploads/${id}`)]
  const title = m.problem_upload_storage_away({}, words)
  for (const { status, body, headers } of answers) {
    expect([status, body.code, body.title]).toEqual([503, 'upload_storage_away', title])
    expect(headers['retry-after']).toBe('5')
  }
  forum.ports.files = onDisk
  expect((await author.get(`/uploads/${id}`)).text).toBe('Error 1006')
})

test('a storage that stops midway ends the answer, so that it cannot pass for whole', async () => {
  const { id } = (await send()).body
  const stops: RequestListener = (_, reply) =>
    void reply.writeHead(200, { 'content-length': 10 }).write('E')
  await inBucketOf(stops, { timeout: 100 })
  await expect(author.get(`/uploads/${id}`)).rejects.toThrow('destroyed')
})

test('uploads that wait for a slow storage are refused with the first', async () => {
  let asked = 0
  await inBucketOf(() => void (asked += 1), { timeout: 300 })
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503])
  expect(asked).toBe(1)
  expect((await send()).status).toBe(503)
  expect(asked).toBe(2)
})

test('a full bucket is 507, and a refused key is no temporary error', async () => {
  await inBucketOf(answering(507))
  expect((await send()).body.code).toBe('upload_storage_full')
  await inBucketOf(answering(403))
  expect((await send()).body.code).toBe('internal')
})
