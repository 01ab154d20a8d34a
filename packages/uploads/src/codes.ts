import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import { Problem } from '@stoa/core'
import type { Pixels } from './code-worker.ts'
import { limitImageWork, maximumPixels } from './images.ts'
import { loadSharp } from './sharp.ts'

/** Scannable codes are far larger than a few pixels per square at this size. */
const maxSide = 2000
/** Any frame may contain a code. With more frames than this, viewers have no time to scan one. */
const maxFrames = 12
const maxTextLength = 2000
/** For all frames of a file together, without the time in the queue. */
const milliseconds = 5000
const idleFor = 60_000

const inTurn = pLimit(1)
let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined

/** Reads one frame within so many milliseconds, or throws `upload_codes_unreadable`. */
type ReadFrame = (
  pixels: Pixels,
  milliseconds: number
) => Promise<{ texts: string[]; took: number }>

/**
 * Reads the texts of the QR codes in an image on a separate thread, without duplicates.
 * @throws Problem 422 `upload_codes_unreadable` if that takes longer than five seconds
 */
export async function readCodes(bytes: Buffer, readFrame: ReadFrame = read): Promise<string[]> {
  const sharp = await loadSharp()
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: maximumPixels }).metadata()
  const found: string[] = []
  let left = milliseconds
  for (const page of framesOf(pages)) {
    if (left <= 0) throw unreadable()
    const pixels = await limitImageWork(() => pixelsOf(bytes, page))
    const { texts, took } = await inTurn(() => readFrame(pixels, left))
    found.push(...texts)
    left -= took
  }
  return [...new Set(found.map((text) => text.slice(0, maxTextLength)))].filter(Boolean)
}

const unreadable = () => new Problem(422, 'upload_codes_unreadable')

/** All frames if they are few, else a sample from the first to the last. */
const framesOf = (pages: number) => {
  const count = Math.min(pages, maxFrames)
  return Array.from({ length: count }, (_, at) => Math.floor((at * pages) / count))
}

async function pixelsOf(bytes: Buffer, page: number): Promise<Pixels> {
  const sharp = await loadSharp()
  const size = { width: maxSide, height: maxSide, fit: 'inside' as const }
  const { data, info } = await sharp(bytes, { page, limitInputPixels: maximumPixels })
    .resize({ ...size, withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: Uint8ClampedArray.from(data), width: info.width, height: info.height }
}

async function read(pixels: Pixels, milliseconds: number) {
  clearTimeout(idle)
  const thread = (worker ??= start())
  const begun = performance.now()
  const signal = AbortSignal.timeout(Math.ceil(milliseconds))
  try {
    const answered = once(thread, 'message', { signal }) as Promise<[string[]]>
    thread.postMessage(pixels, [pixels.data.buffer])
    const [texts] = await answered
    idle = setTimeout(stop, idleFor).unref()
    return { texts, took: performance.now() - begun }
  } catch (error) {
    stop()
    if (signal.aborted) throw unreadable()
    throw error
  }
}

/** The worker is beside this file, as a source or in a build. */
function start(): Worker {
  const name = import.meta.url.endsWith('.ts') ? 'code-worker.ts' : 'code-worker.js'
  const thread = new Worker(new URL(name, import.meta.url))
  // `unref` keeps it from holding the process open. A broken worker is replaced at the next use.
  thread.on('error', () => thread === worker && stop()).unref()
  return thread
}

function stop() {
  void worker?.terminate()
  worker = undefined
}
