import type { default as Sharp } from 'sharp'

let loaded: Promise<typeof Sharp> | undefined

/** The library that draws pictures. It is loaded with the first one, as it takes 10 MB of memory. */
export const loadSharp = (): Promise<typeof Sharp> => (loaded ??= load())

async function load() {
  const { default: sharp } = await import('sharp')
  // One thread per image leaves the cores to requests. The cache would keep images of other users.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
