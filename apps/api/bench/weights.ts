import { request } from 'node:http'

export type PageWeight = {
  /** Compressed bytes of HTML, CSS and scripts. */
  bytes: number
  requests: number
}

/** The bytes that a browser with an empty cache loads to read a thread, without images. */
export async function pageWeight(origin: string, path: string): Promise<PageWeight> {
  const page = await load(new URL(path, origin))
  const html = await (await fetch(new URL(path, origin))).text()
  const assets = new Set(
    [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js))"/g)].map((match) => match[1] ?? '')
  )
  const files = await Promise.all([...assets].map((asset) => load(new URL(asset, origin))))
  const bytes = [page, ...files].reduce((sum, body) => sum + body.length, 0)
  return { bytes, requests: 1 + files.length }
}

/** The compressed body as it is transferred. */
export function load(url: URL): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br, gzip' }
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
}
