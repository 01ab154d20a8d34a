import { createServer, type Server, type Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { clamdAt, ScannerAway } from './clamd.ts'

const open: (Server | Socket)[] = []
afterEach(() => {
  for (const one of open.splice(0))
    if ('destroy' in one) one.destroy()
    else one.close()
})

type Answer = (socket: Socket, received: () => Buffer) => void

/** A server in place of clamd; returns a scanner with little patience, and what was received. */
async function listen(answer: Answer, patience = 200) {
  let received = Buffer.alloc(0)
  const server = createServer((socket) => {
    open.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece])
      answer(socket, () => received)
    })
  })
  open.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { scanner: clamdAt({ host: '127.0.0.1', port }, patience), received: () => received }
}

const isWhole = (received: Buffer) => received.subarray(-4).equals(Buffer.alloc(4))
const answering =
  (reply: string): Answer =>
  (socket, received) => {
    if (isWhole(received())) socket.end(reply)
  }

test('a file is sent in chunks with their length, and an empty one at the end', async () => {
  const bytes = Buffer.alloc(150_000, 'a')
  const { scanner, received } = await listen(answering('stream: OK\0'))
  expect(await scanner.scan(bytes)).toBe('clean')
  let rest = received().subarray('zINSTREAM\0'.length)
  const content: Buffer[] = []
  for (let length = rest.readUInt32BE(0); length > 0; length = rest.readUInt32BE(0)) {
    content.push(rest.subarray(4, 4 + length))
    rest = rest.subarray(4 + length)
  }
  expect([Buffer.concat(content).equals(bytes), rest.length]).toEqual([true, 4])
})

test('what is found is found, by whatever name, and a reply may come byte by byte', async () => {
  const reply = 'stream: Stoa.Test.Odd name-1 FOUND\0'
  const { scanner } = await listen((socket, received) => {
    if (!isWhole(received())) return
    for (const [at, letter] of [...reply].entries()) setTimeout(() => socket.write(letter), at)
  })
  expect(await scanner.scan(Buffer.from('x'))).toBe('found')
})

test.each([
  ['nothing', ''],
  ['a reply without its end', 'stream: OK'],
  ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
  ['another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['a word that only begins well', 'stream: OK, or so it seems\0'],
  ['too much', 'stream: '.repeat(2000)]
])('%s is no verdict', async (_, reply) => {
  const { scanner } = await listen(answering(reply))
  await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(ScannerAway)
})

test('a server that takes nothing, or never answers, is given up', async () => {
  const silent = await listen(() => undefined)
  const stuck = await listen((socket) => socket.pause())
  const large = Buffer.alloc(10 * 1024 * 1024)
  for (const { scanner } of [silent, stuck])
    await expect(scanner.scan(large)).rejects.toThrow(ScannerAway)
})

test('one that drips for ever is given up too', async () => {
  const { scanner } = await listen((socket, received) => {
    if (!isWhole(received())) return
    const drip = setInterval(() => socket.write('s'), 50)
    socket.on('close', () => clearInterval(drip))
  })
  const begun = performance.now()
  await expect(scanner.scan(Buffer.from('x'))).rejects.toThrow(ScannerAway)
  expect(performance.now() - begun).toBeLessThan(3000)
})

test('nothing that listens is away, by TCP and by socket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  for (const address of [{ host: '127.0.0.1', port: 1 }, { path: join(folder, 'clamd.ctl') }])
    await expect(clamdAt(address, 500).scan(Buffer.from('x'))).rejects.toThrow(ScannerAway)
  await rm(folder, { recursive: true })
})

test('before everything was sent, only what was found counts', async () => {
  const large = Buffer.alloc(8 * 1024 * 1024)
  const { scanner } = await listen((socket) => socket.end('stream: Stoa.Early FOUND\0'), 2000)
  expect(await scanner.scan(large)).toBe('found')
  const hasty = await listen((socket) => socket.pause().end('stream: OK\0'), 2000)
  await expect(hasty.scanner.scan(large)).rejects.toThrow(ScannerAway)
})
