import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { inTurns, Problem } from '@stoa/core'
import type { Pixels } from './code-worker.ts'
import { maximumPixels } from './images.ts'

/** Codes that people scan are far larger than a few pixels a square at this size. */
const longestSide = 2000
/** A code may stand in any frame; of more than these a reader has no time to scan it. */
const mostFrames = 12
const longestText = 2000
const milliseconds = 20_000
const idleFor = 60_000

const inTurn = inTurns(1)
let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined

/**
 * What the QR codes of an image say, each once; read on a thread of its own.
 * @throws Problem 422 `upload_codes_unreadable` where that takes longer than twenty seconds
 */
export async function readCodes(bytes: Buffer): Promise<string[]> {
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: maximumPixels }).metadata()
  const texts: string[] = []
  for (const page of framesOf(pages)) {
    const pixels = await pixelsOf(bytes, page)
    texts.push(...(await inTurn(() => read(pixels))))
  }
  return [...new Set(texts.map((text) => text.slice(0, longestText)))].filter(Boolean)
}

/** All of a few frames, else some from the first to the last. */
const framesOf = (pages: number) => {
  const count = Math.min(pages, mostFrames)
  return Array.from({ length: count }, (_, at) => Math.floor((at * pages) / count))
}

async function pixelsOf(bytes: Buffer, page: number): Promise<Pixels> {
  const size = { width: longestSide, height: longestSide, fit: 'inside' as const }
  const { data, info } = await sharp(bytes, { page, limitInputPixels: maximumPixels })
    .resize({ ...size, withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: Uint8ClampedArray.from(data), width: info.width, height: info.height }
}

async function read(pixels: Pixels): Promise<string[]> {
  clearTimeout(idle)
  const thread = (worker ??= start())
  const signal = AbortSignal.timeout(milliseconds)
  try {
    const answered = once(thread, 'message', { signal }) as Promise<[string[]]>
    thread.postMessage(pixels, [pixels.data.buffer])
    const [texts] = await answered
    idle = setTimeout(stop, idleFor).unref()
    return texts
  } catch (error) {
    stop()
    if (signal.aborted) throw new Problem(422, 'upload_codes_unreadable')
    throw error
  }
}

/** Beside this file, as a source or in a build. */
function start(): Worker {
  const name = import.meta.url.endsWith('.ts') ? 'code-worker.ts' : 'code-worker.js'
  const thread = new Worker(new URL(name, import.meta.url))
  // No reason to stay for a process that ends; one that broke is started anew.
  thread.on('error', () => thread === worker && stop()).unref()
  return thread
}

function stop() {
  void worker?.terminate()
  worker = undefined
}
