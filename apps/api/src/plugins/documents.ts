import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { toCached, type PageCache } from '../page-cache.ts'
import { closedPolicy } from './headers.ts'
import { sendPage } from './pages.ts'

/** What feeds and sitemap are written from. */
export type DocumentParts = {
  db: Database
  ports: Ports
  origin: string
  clock(): string
  cache: PageCache
}

export type Document = {
  /** Its name in the page cache. */
  key: string
  type: string
  /** @throws Problem 404 */
  write(): Promise<string>
}

/**
 * Sends XML of a guest's view. It is kept as long as a guest's page is, and whoever has it asks
 * again: what was withdrawn is in no copy.
 */
export async function sendDocument(
  cache: PageCache,
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document
) {
  return sendPage(request, reply, cache.get(document.key) ?? (await keep(cache, document)))
}

async function keep(cache: PageCache, { key, type, write }: Document) {
  const { version } = cache
  const facts = { type, policy: closedPolicy, threadId: null }
  const page = toCached(Buffer.from(await write()), facts)
  if (cache.version === version) cache.store(key, page)
  return page
}
