import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { toCached, type PageCache } from '../pages/page-cache.ts'
import { sendPage } from '../pages/send-page.ts'
import { guestContext } from '../requests/contexts.ts'
import { closedPolicy } from './headers.ts'

/** The parts that feeds and sitemap are built from. */
export type DocumentParts = {
  db: Database
  ports: Ports
  origin: string
  clock(): string
  cache: PageCache
}

export type Document = {
  /** Names it as `threads.feed`, for the rule that lets guests read. */
  name: string
  /** The key in the page cache. */
  key: string
  type: string
  /** @throws Problem 404, and as `authorizeReader` */
  write(): Promise<string>
}

/**
 * Sends a document of a guest's view. It is cached as long as guests' pages, and clients must
 * revalidate, so that no copy contains withdrawn content.
 */
export async function sendDocument(
  parts: DocumentParts,
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document
) {
  const { cache, ports } = parts
  await ports.authorizeReader(guestContext(parts, request), document.name)
  return sendPage(request, reply, cache.get(document.key) ?? (await keep(cache, document)))
}

const keep = (cache: PageCache, { key, type, write }: Document) =>
  cache.fill(key, null, async () =>
    toCached({ parts: [await write()], places: [] }, { type, policy: closedPolicy, threadId: null })
  )
