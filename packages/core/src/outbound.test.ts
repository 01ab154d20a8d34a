import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPrivateAddress, isPublicAddress } from './addresses.ts'
import { Outbound } from './outbound.ts'

const answers: Record<string, RequestListener> = {
  '/hello': (_, reply) => reply.end('hello'),
  '/echo': (request, reply) => request.pipe(reply),
  '/headers': (request, reply) => reply.end(JSON.stringify(request.headers)),
  '/large': (_, reply) => reply.end(Buffer.alloc(2_000_000)),
  '/packed': (_, reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/slow': () => {},
  '/stops': (_, reply) => reply.write('hello'),
  '/home': (_, reply) => reply.writeHead(302, { location: '/hello' }).end(),
  '/away': (_, reply) =>
    reply.writeHead(302, { location: `http://localhost:${port}/headers` }).end(),
  '/inside': (_, reply) => reply.writeHead(302, { location: 'http://169.254.169.254/' }).end()
}
const server = http.createServer((request, reply) => answers[request.url ?? '']?.(request, reply))
let port: number
let origin: string

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const open = new Outbound({ allowLoopback: true })
const closed = new Outbound()

describe('an address', () => {
  test.each(['1.1.1.1', '2606:4700:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:1.1.1.1',
    '::127.0.0.1',
    '::8.8.8.8',
    'fec0::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'not an address'
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('an internal address', () => {
  test.each(['10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd12:3456::1'])('is %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  test.each([
    ...['1.1.1.1', '127.0.0.1', '169.254.169.254', '100.100.100.200', '0.0.0.0', '172.32.0.1'],
    ...['::1', 'fe80::1', 'fd00:ec2::254', '::ffff:10.0.0.1', 'not an address']
  ])('is not %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })
})

describe('the outbound client', () => {
  test('sends a body and reads the answer', async () => {
    const answer = await open.send(`${origin}/echo`, { method: 'PUT', body: '提现' })
    expect([answer.status, answer.body.toString()]).toEqual([200, '提现'])
  })

  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
    'refuses to connect to %s',
    async (host) => {
      await expect(closed.send(`http://${host}:${port}/hello`)).rejects.toThrow('address')
    }
  )

  test('with loopback allowed still refuses other inner addresses', async () => {
    await expect(open.send('http://10.0.0.1/')).rejects.toThrow('address')
  })

  // Nothing listens there. The test sees only whether a connection is tried.
  const outcome = (client: Outbound, url: string) =>
    client.send(url, { timeout: 50 }).catch((error: Error) => error.message)

  test('connects to a private address for the one host that may have it', async () => {
    for (const host of ['10.255.255.1', '[fd12:3456::1]']) {
      const client = new Outbound({ privateHost: host })
      expect(await outcome(client, `http://${host}:9000/`)).not.toContain('address')
      expect(await outcome(client, 'http://10.255.255.2:9000/')).toContain('address')
      expect(await outcome(closed, `http://${host}:9000/`)).toContain('address')
    }
  })

  test.each(['127.0.0.1', 'localhost'])('connects to %s for the one host', async (host) => {
    const client = new Outbound({ privateHost: host })
    const answer = await client.send(`http://${host}:${port}/hello`)
    expect(answer.body.toString()).toBe('hello')
    const other = host === 'localhost' ? '127.0.0.1' : 'localhost'
    await expect(client.send(`http://${other}:${port}/hello`)).rejects.toThrow('address')
  })

  test.each(['169.254.169.254', '[fd00:ec2::254]', '100.100.100.200', '[::ffff:127.0.0.1]'])(
    'refuses %s even for that host',
    async (host) => {
      expect(await outcome(new Outbound({ privateHost: host }), `http://${host}/`)).toContain(
        'address'
      )
    }
  )

  test('refuses other schemes', async () => {
    await expect(open.send('file:///etc/passwd')).rejects.toThrow('scheme')
  })

  test('follows redirects only as often as allowed', async () => {
    await expect(open.send(`${origin}/home`)).rejects.toThrow('redirects')
    const answer = await open.send(`${origin}/home`, { redirects: 1 })
    expect(answer.url).toBe(`${origin}/hello`)
  })

  test('checks the address of a redirect', async () => {
    await expect(open.send(`${origin}/inside`, { redirects: 3 })).rejects.toThrow('address')
  })

  test('does not carry secrets to another host', async () => {
    const headers = { authorization: 'secret', accept: 'text/html' }
    const answer = await open.send(`${origin}/away`, { headers, redirects: 1 })
    const received: unknown = JSON.parse(answer.body.toString())
    expect(received).toMatchObject({ accept: 'text/html' })
    expect(received).not.toHaveProperty('authorization')
  })

  test('limits size and time, and refuses compression', async () => {
    await expect(open.send(`${origin}/large`)).rejects.toThrow('size')
    await expect(open.send(`${origin}/slow`, { timeout: 100 })).rejects.toThrow('time')
    await expect(open.send(`${origin}/packed`)).rejects.toThrow('encoding')
  })
})

describe('an answer that is read piece by piece', () => {
  test('comes whole, however long its reader takes', async () => {
    const { status, read } = await open.open(`${origin}/large`, { timeout: 100 })
    let size = (await read())?.length ?? 0
    await sleep(150)
    for (let chunk = await read(); chunk; chunk = await read()) size += chunk.length
    expect([status, size]).toEqual([200, 2_000_000])
  })

  test.each(['/slow', '/stops'])('is given up when the server stops: %s', async (path) => {
    const begun = open.open(origin + path, { timeout: 100 })
    const ended = begun.then(async ({ read }) => {
      while (await read());
    })
    await expect(ended).rejects.toThrow('time')
  })

  test('can be closed unread, and compressed ones are refused', async () => {
    const { close } = await open.open(`${origin}/large`)
    close()
    await expect(open.open(`${origin}/packed`)).rejects.toThrow('encoding')
    await expect(closed.open(`${origin}/hello`)).rejects.toThrow('address')
  })
})
