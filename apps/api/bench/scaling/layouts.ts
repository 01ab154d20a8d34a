import { join } from 'node:path'
import { generate } from 'selfsigned'
import { freePort } from '../../test/process/server.ts'
import { proxies, type Proxy } from '../../test/process/proxy-programs.ts'
import { startProgram, type Program } from '../program.ts'
import type { Filled } from './filled.ts'

type Role = 'all' | 'web' | 'worker'

/** What runs beside one PostgreSQL. */
export type Layout = { name: LayoutName; roles: Role[]; isProxied: boolean }
export type LayoutName = 'one' | 'one behind nginx' | 'two' | 'two and worker'

export const layouts: Layout[] = [
  { name: 'one', roles: ['all'], isProxied: false },
  { name: 'one behind nginx', roles: ['all'], isProxied: true },
  { name: 'two', roles: ['all', 'all'], isProxied: true },
  { name: 'two and worker', roles: ['web', 'web', 'worker'], isProxied: true }
]

export const parts = ['nodes', 'worker', 'postgres', 'nginx'] as const
export type Part = (typeof parts)[number]

export type Running = { origin: string; pids: Record<Part, number[]> }

const STOA_SECRET = 'a-secret-of-at-least-32-characters'

/** Starts the programs of a layout, and stops them after `work`. */
export async function withLayout<T>(
  filled: Filled,
  { roles, isProxied }: Layout,
  work: (running: Running) => Promise<T>
): Promise<T> {
  const ports = await Promise.all(roles.map(freePort))
  const https = await freePort()
  const origin = isProxied ? `https://127.0.0.1:${https}` : `http://127.0.0.1:${ports[0]}`
  const nodes: Program[] = []
  let proxy: Proxy | undefined
  try {
    for (const [index, role] of roles.entries())
      nodes.push(await startNode(filled, origin, role, ports[index] ?? 0))
    proxy = isProxied ? await startNginx(ports, https) : undefined
    return await work({ origin, pids: pidsOf(filled, roles, nodes, proxy) })
  } finally {
    await proxy?.stop()
    for (const node of nodes) await node.stop()
  }
}

const startNode = ({ folder, url }: Filled, STOA_ORIGIN: string, STOA_ROLE: Role, port: number) =>
  startProgram(join(folder, 'nodes'), port, {
    ...{ DATABASE_URL: url, STOA_SECRET, STOA_ORIGIN, STOA_ROLE, STOA_DRAIN: '0' }
  })

/** The sample of nginx. A single node takes both of its places. */
async function startNginx([first = 0, second = first]: number[], https: number): Promise<Proxy> {
  const certificate = await generate([{ name: 'commonName', value: 'forum.example.org' }])
  const ports = { http: await freePort(), https }
  return proxies.nginx({ nodes: [first, second], ports, certificate })
}

function pidsOf(
  filled: Filled,
  roles: Role[],
  nodes: Program[],
  proxy: Proxy | undefined
): Running['pids'] {
  const of = (isWanted: (role?: Role) => boolean) =>
    nodes.filter((_, index) => isWanted(roles[index])).map(({ pid }) => pid)
  return {
    nodes: of((role) => role !== 'worker'),
    worker: of((role) => role === 'worker'),
    postgres: [filled.postgres],
    nginx: proxy ? [proxy.pid] : []
  }
}
