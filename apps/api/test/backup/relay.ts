import { createServer, connect as open, type AddressInfo, type Socket } from 'node:net'
import type { ConnectionTarget } from '@stoa/core/database'

type Relay = {
  /** The same database over the relay. */
  over(target: ConnectionTarget): ConnectionTarget
  /** Passes no more bytes on, in open connections and new ones. */
  silence(): void
  stop(): void
}

/** Passes bytes between TCP and the server, and can fall silent as a broken network does. */
export async function startRelay(server: ConnectionTarget, silentAt?: string): Promise<Relay> {
  const sockets: Socket[] = []
  const silence = () => sockets.forEach((socket) => socket.unpipe())
  const relay = createServer((client) => {
    const answers = open(addressOf(server))
    client.pipe(answers).pipe(client)
    for (const socket of [client, answers]) sockets.push(socket.on('error', () => {}))
    if (silentAt) client.on('data', (sent) => void (sent.includes(silentAt) && silence()))
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const { port } = relay.address() as AddressInfo
  return {
    over: (target) => overTcp(target, port),
    silence,
    stop() {
      relay.close()
      sockets.forEach((socket) => socket.destroy())
    }
  }
}

function addressOf(target: ConnectionTarget): { path: string } | { host: string; port: number } {
  if (!('url' in target)) return { path: `${target.host}/.s.PGSQL.${target.port}` }
  const { hostname, port } = new URL(target.url)
  return { host: hostname, port: Number(port) }
}

function overTcp(target: ConnectionTarget, port: number): { url: string } {
  const url = new URL('url' in target ? target.url : `postgres://x/${target.database}`)
  if (!('url' in target)) Object.assign(url, { username: target.user, password: target.password })
  url.host = `127.0.0.1:${port}`
  return { url: url.href }
}
