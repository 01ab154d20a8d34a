import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../../src/database.ts'
import { openForum } from '../open-forum.ts'
import { fillPeople } from '../posting.ts'
import { signIn } from '../sign-in.ts'
import { startNode, type Node, type Role } from './node.ts'
import { until, untilAnswers } from './until.ts'
import {
  signals,
  startOutsidePostgres,
  type OutsidePostgres,
  type Way
} from './outside-postgres.ts'

export type Place = 'embedded' | 'external'

/** A running forum, with the database to restart. */
export type Scene = {
  origin: string
  /** The URL of the first node's metrics. */
  metrics: string
  nodes: Node[]
  /** Cookies of members. */
  cookies: string[]
  target: ConnectionTarget
  /**
   * Stops the server, and resolves when it runs again. An external one stays stopped until
   * `meanwhile` is done.
   */
  restart(way: Way, meanwhile?: () => Promise<unknown>): Promise<void>
  close(): Promise<void>
}

export type Setting = {
  roles: Role[]
  place: Place
  port: number
  /** The folder of the programs of another PostgreSQL, for an external one. */
  binaries?: string | undefined
  /** More settings of the nodes. */
  settings?: Record<string, string>
}

const members = 60
const awayMs = 1500
const STOA_SECRET = 'a-secret-of-at-least-32-characters'

/** Fills a database with users and starts the nodes, the first on `port`. */
export async function openScene({ place, binaries, ...setting }: Setting): Promise<Scene> {
  const { port } = setting
  const folder = join(await mkdtemp(join(tmpdir(), 'stoa-restarts-')), 'data')
  const external = place === 'external'
  const outside = external ? await startOutsidePostgres(port + 9, { binaries }) : undefined
  const nodes: Node[] = []
  const close = async () => {
    for (const node of nodes) await node.stop()
    await outside?.remove()
    await rm(join(folder, '..'), { recursive: true, force: true })
  }
  try {
    const cookies = await fill(outside, folder, port)
    for (const env of environments(setting, folder, outside)) await startOne(nodes, env)
    const target = outside ? { url: outside.url } : await targetOf(folder)
    return {
      origin: originOf(port),
      metrics: originOf(port + 4),
      ...{ nodes, cookies, target, close },
      restart: (way, meanwhile) =>
        outside ? restartOutside(outside, way, meanwhile) : endEmbedded(folder, target, way)
    }
  } catch (error) {
    await close()
    throw error
  }
}

const originOf = (port: number) => `http://127.0.0.1:${port}`

/** The settings of each node. */
const environments = (
  { roles, port, settings }: Omit<Setting, 'place' | 'binaries'>,
  folder: string,
  outside: OutsidePostgres | undefined
) =>
  roles.map((role, index) => ({
    ...settings,
    STOA_DATA: folder,
    STOA_DEMO: 'off',
    STOA_TRUST_PROXY: '127.0.0.1/32',
    STOA_ORIGIN: originOf(port),
    STOA_ROLE: role,
    PORT: String(port + index),
    STOA_METRICS_PORT: String(port + 4 + index),
    ...(outside && { DATABASE_URL: outside.url, STOA_SECRET })
  }))

async function startOne(nodes: Node[], env: Record<string, string>) {
  const node = startNode(env)
  nodes.push(node)
  await node.ready
}

async function fill(outside: OutsidePostgres | undefined, folder: string, port: number) {
  await mkdir(folder, { mode: 0o700 })
  const embedded = outside ? undefined : await startEmbedded({ dataDirectory: folder })
  const database = embedded?.target ?? { url: outside?.url ?? '' }
  await migrateDatabase(database)
  const forum = await openForum({ database, folder, port }, false)
  await fillPeople(forum, members)
  const sessionIds = await signIn(forum.connection, members)
  await forum.stop()
  await embedded?.stop()
  return sessionIds.map((id) => `stoa_session=${id}`)
}

async function targetOf(folder: string): Promise<ConnectionTarget> {
  const { target, stop } = await startEmbedded({ dataDirectory: folder, join: true })
  await stop()
  return target
}

async function restartOutside(
  outside: OutsidePostgres,
  way: Way,
  meanwhile: () => Promise<unknown> = async () => {}
) {
  await outside.end(way)
  await sleep(awayMs)
  await meanwhile()
  await outside.start()
}

/** Waits until its owner starts it again. */
async function endEmbedded(folder: string, target: ConnectionTarget, way: Way) {
  const file = join(folder, 'postgres/postmaster.pid')
  const running = async () => Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  const ended = await running()
  process.kill(ended, signals[way])
  await until('somebody starts PostgreSQL again', async () => {
    const pid = await running()
    return pid > 0 && pid !== ended
  })
  await untilAnswers(target)
}
