import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EnqueuedTaskPromise } from 'meilisearch'
import type { SearchDocument } from '../engine.ts'
import { toStored } from './documents.ts'
import { done, type Server } from './server.ts'
import { stateDocument, type IndexState } from './state.ts'

/** Limits of one task. The server refuses more than 100 MB by default. */
const maxDocuments = 10_000
const maxBytes = 16 * 1024 * 1024

/** Documents that are converted before other work of the process has its turn. */
const turnSize = 25

/** Documents as lines of JSON, for one task. */
export type Part = { lines: string[]; count: number; lastId: number }

/** Puts documents together to tasks. */
export async function* inParts(
  batches: AsyncIterable<SearchDocument[]> | Iterable<SearchDocument[]>
): AsyncGenerator<Part> {
  let part: Part = { lines: [], count: 0, lastId: 0 }
  let bytes = 0
  for await (const batch of batches)
    for (const [at, document] of batch.entries()) {
      if (at % turnSize === 0) await nextTurn()
      const line = JSON.stringify(toStored(document))
      const size = Buffer.byteLength(line)
      if (part.count === maxDocuments || (part.count > 0 && bytes + size > maxBytes)) {
        yield part
        part = { lines: [], count: 0, lastId: 0 }
        bytes = 0
      }
      part.lines.push(line)
      part.count += 1
      part.lastId = document.postId
      bytes += size
    }
  if (part.count > 0) yield part
}

/** Enqueues lines, and the state that the index has with them. */
export const send = (
  { writing }: Server,
  uid: string,
  lines: string[],
  state?: IndexState
): EnqueuedTaskPromise => {
  const all = state ? [...lines, JSON.stringify(stateDocument(state))] : lines
  return writing.index(uid).addDocumentsFromString(all.join('\n'), 'application/x-ndjson')
}

export type Changes = { documents: SearchDocument[]; removed: number[] }

/**
 * Writes changes to an index, in as few tasks as possible, and waits for them. The state comes with
 * the last of them: it never promises what a failed task did not write.
 */
export async function write(
  server: Server,
  uid: string,
  { documents, removed }: Changes,
  state?: IndexState
): Promise<void> {
  if (removed.length > 0) await done(server, server.writing.index(uid).deleteDocuments(removed))
  let last: string[] = []
  for await (const { lines } of inParts([documents])) {
    if (last.length > 0) await done(server, send(server, uid, last))
    last = lines
  }
  if (last.length > 0 || state) await done(server, send(server, uid, last, state))
}
