import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { ForumScene, Measurements } from './measurements.ts'
import { postPictures } from './posted-pictures.ts'
import { residentMegabytes } from './program.ts'
import { addressOf } from './requests.ts'

const readers = 40
const seconds = 5
const warmUpSeconds = 2

/** Measures forty readers who read a picture of 2.9 MB at the same time, again and again. */
export async function fileReaders(scene: ForumScene): Promise<Measurements> {
  const { forum, origin } = scene
  const { files } = await postPictures(scene, [{ name: 'large.jpg', bytes: await largePicture() }])
  const url = new URL(files[0] ?? '', origin)
  await read(url, 1, warmUpSeconds)
  const { cpuMs } = await forum.usage()
  const before = await residentMegabytes(forum.pid)
  const peak = watchPeak(forum.pid)
  const { reads, failed } = await read(url, readers, seconds)
  const added = (await peak()) - before
  const cpu = ((await forum.usage()).cpuMs - cpuMs) / reads
  return { 'req/s': reads / seconds, 'CPU ms': cpu, 'MB added': added, failed }
}

/** Reads a file over so many connections. */
async function read(url: URL, connections: number, duration: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const outcome = { reads: 0, failed: 0 }
  const end = performance.now() + duration * 1000
  const loop = async () => {
    while (performance.now() < end) {
      const isRead = await readOnce(url, agent).catch(() => false)
      outcome[isRead ? 'reads' : 'failed'] += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  agent.destroy()
  return outcome
}

let count = 0

/** Reads with a different address each time, because of the limit of reads per address. */
async function readOnce(url: URL, agent: Agent): Promise<boolean> {
  const headers = { 'x-forwarded-for': addressOf((count += 1)) }
  const [answer] = (await once(get(url, { agent, headers }), 'response')) as [IncomingMessage]
  await finished(answer.resume())
  return answer.statusCode === 200
}

/** Watches the memory until the returned function is called, which returns its peak. */
function watchPeak(pid: number): () => Promise<number> {
  let isWatched = true
  const watch = async () => {
    let peak = 0
    while (isWatched) {
      peak = Math.max(peak, await residentMegabytes(pid))
      await sleep(50)
    }
    return peak
  }
  const watching = watch()
  return () => {
    isWatched = false
    return watching
  }
}

/** A photo-like picture that has about 2.9 MB as it is stored. */
function largePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width: 2600, height: 2600, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 90 })
    .toBuffer()
}
