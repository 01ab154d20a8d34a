import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { memoryFlags } from '../../bin/memory-flags.mjs'
import { migrateDatabase } from '../../src/database.ts'
import type { BenchTarget } from '../open-forum.ts'
import { createPoster, createPreviewer, type Post } from './poster.ts'
import type { Asked, Told } from './server.ts'
import { fullText, hostileTexts, largeText, maxTextLength, ordinaryText } from './texts.ts'

export type GuardStatistics = {
  /** Milliseconds of posting 5 KB. */
  on: Spread
  off: Spread
  /** Milliseconds that the guards took per post, waiting included, and their CPU time. */
  inside: Spread
  cpu: Spread
  /** The longest time in milliseconds for which a hostile text blocked the event loop, by size. */
  held: HeldUp[]
  /** The same for the preview of the longest text that a post may have. */
  preview: HeldUp
}
type HeldUp = { size: string; status: number; text: string; ms: number }
export type Spread = { median: number; p99: number }

const say = (text: string) => process.stderr.write(`${text}\n`)
const port = 3903
const postsEach = 300
const batchSize = 10

/**
 * Posts the same texts with and without the guards, by turns, and hostile ones of several sizes.
 */
export async function measureGuards(): Promise<GuardStatistics> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-bench-guards-'))
  const embedded = await startEmbedded({ dataDirectory: folder })
  try {
    await migrateDatabase(embedded.target)
    return await withServer({ database: embedded.target, folder, port })
  } finally {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function withServer(target: BenchTarget & { database: ConnectionTarget }) {
  const path = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = fork(path, [JSON.stringify(target)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: memoryFlags,
    serialization: 'advanced'
  })
  const [{ origin = '', newMembers = [], members = [] }] = (await once(child, 'message')) as [Told]
  try {
    const compared = await compare(child, createPoster(origin, newMembers))
    const preview = await previews(child, createPreviewer(origin, members))
    return { ...compared, preview, held: await holdUp(child, createPoster(origin, members)) }
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

async function ask(child: ChildProcess, asked: Asked): Promise<Told> {
  child.send(asked)
  const [told] = (await once(child, 'message')) as [Told]
  return told
}

async function compare(child: ChildProcess, post: Post) {
  const took = { on: [] as number[], off: [] as number[] }
  say('posting with and without the guards')
  await round(post, 100)
  await ask(child, 'times')
  for (let done = 0; done < postsEach; done += batchSize) {
    await ask(child, { guards: true })
    took.on.push(...(await round(post, batchSize)))
    await ask(child, { guards: false })
    took.off.push(...(await round(post, batchSize)))
  }
  await ask(child, { guards: true })
  const { times = [] } = await ask(child, 'times')
  return {
    on: spread(took.on),
    off: spread(took.off),
    inside: spread(times.map(({ ms }) => ms)),
    cpu: spread(times.map(({ cpuMs }) => cpuMs))
  }
}

async function round(post: Post, count: number): Promise<number[]> {
  const took: number[] = []
  for (let done = 0; done < count; done += 1) {
    const { status, ms } = await post(ordinaryText())
    if (status !== 201) throw new Error(`An ordinary text was answered ${status}.`)
    took.push(ms)
  }
  return took
}

function spread(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { median: at(0.5), p99: at(0.99) }
}

const sizes = {
  '1 MB': largeText,
  'all that is read': fullText,
  'the longest that is read': maxTextLength
}

async function previews(child: ChildProcess, post: Post): Promise<HeldUp> {
  const found = []
  say('previews of hostile texts')
  for (const text of [...hostileTexts, 'An ordinary **sentence**, see https://a.test/b. '])
    found.push(await worst(child, post, text, maxTextLength(text)))
  const [most] = found.toSorted((a, b) => b.ms - a.ms)
  return { size: 'preview of 20 KB', ...(most ?? { status: 0, text: '', ms: NaN }) }
}

async function holdUp(child: ChildProcess, post: Post): Promise<HeldUp[]> {
  const held: HeldUp[] = []
  for (const [size, make] of Object.entries(sizes)) {
    const found = []
    say(`posting hostile texts: ${size}`)
    for (const text of hostileTexts) found.push(await worst(child, post, text, make(text)))
    const [most] = found.toSorted((a, b) => b.ms - a.ms)
    if (most) held.push({ size, ...most })
  }
  return held
}

/** The median of five runs, because of other load on the machine. */
async function worst(child: ChildProcess, post: Post, text: string, whole: string) {
  const delays: number[] = []
  let status = 0
  for (let tries = 0; tries < 5; tries += 1) {
    await ask(child, 'delay')
    status = (await post(whole)).status
    delays.push((await ask(child, 'delay')).delayMs ?? NaN)
  }
  return { text, status, ms: spread(delays).median }
}
