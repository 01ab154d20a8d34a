import type { FastifyRequest } from 'fastify'
import { knownAddress } from '../pages/cached-addresses.ts'
import { isGuests, splitAddress } from './guests.ts'

/** The headers that SvelteKit reads. Browsers send twice as many, and each takes time to check. */
const passed = [
  ...['accept', 'accept-language', 'content-length', 'content-type', 'cookie', 'origin'],
  ...['sec-fetch-dest', 'x-sveltekit-action', 'x-sveltekit-pathname', 'x-sveltekit-search']
]

/**
 * The request as SvelteKit answers it: at its known address if it is a guest's. HEAD is answered as
 * GET.
 */
export function toRequest(origin: string, request: FastifyRequest): Request {
  const { path, search } = splitAddress(request.url)
  const address = isGuests(request) ? knownAddress(path, search) : request.url
  const headers = new Headers()
  for (const name of passed) {
    const { [name]: value } = request.headers
    if (value !== undefined) headers.set(name, String(value))
  }
  // `checkOrigin` has let it pass, under another name of this machine perhaps. SvelteKit knows one.
  if (headers.has('origin')) headers.set('origin', origin)
  const isForm = request.method === 'POST'
  const body = isForm ? { body: new Uint8Array((request.body as Buffer | null) ?? []) } : {}
  const method = isForm ? 'POST' : 'GET'
  return new Request(`${origin}${address}`, { method, headers, ...body })
}
