import { request } from 'node:http'

export type PageWeight = {
  /** Compressed bytes of HTML, CSS and scripts. */
  bytes: number
  requests: number
  /** Body sizes for the comparison with a bare server. */
  sizes: number[]
}

/** What a browser with an empty cache loads to read a thread, images apart. */
export async function pageWeight(origin: string, path: string): Promise<PageWeight> {
  const page = await load(new URL(path, origin))
  const html = await (await fetch(new URL(path, origin))).text()
  const assets = new Set(
    [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js))"/g)].map((match) => match[1] ?? '')
  )
  const sizes = await Promise.all([...assets].map((asset) => load(new URL(asset, origin))))
  const bytes = [page, ...sizes].reduce((sum, size) => sum + size, 0)
  return { bytes, requests: 1 + sizes.length, sizes: Array.from({ length: 100 }, () => page) }
}

/** Bytes of the body as it crosses the wire. */
function load(url: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br, gzip' }
    request(url, { headers }, (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => (size += chunk.length))
      response.on('end', () => resolve(size))
    })
      .on('error', reject)
      .end()
  })
}
