import { z } from 'zod'
import type { Context } from '@stoa/core'
import { decodeCursor, encodeCursor, timeKey } from '@stoa/core/data'
import { count, eq, isNull } from 'drizzle-orm'
import { posts } from '@stoa/threads/tables'
import { listAppeals } from './appeals/appeal-list.ts'
import { listCases, type CaseFilter } from './cases.ts'
import { queueKinds as kinds, type Queue, type QueueItem } from './endpoints/queue-contract.ts'
import { listFlagged, listAwaitingPosts } from './awaiting/posts.ts'
import { listEdits } from './awaiting/edits.ts'
import { listCampaigns } from './campaigns/list.ts'
import { appeals, cases } from './schema.ts'

const pageSize = 20
const mixedKey = z.tuple([z.boolean(), ...timeKey.def.items, z.enum(kinds)])
type Key = z.infer<typeof mixedKey>

/**
 * Lists all that waits for the actor: cases, campaigns, edits and posts awaiting approval, flagged
 * public posts, and appeals; urgent ones first, then by age. A `reason` selects cases only.
 * @throws Problem 404 for a category the actor may not see, 422 `invalid_cursor`
 */
export async function listQueue(ctx: Context, { cursor, ...filter }: CaseFilter): Promise<Queue> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, mixedKey)
  const lists = await Promise.all(
    kinds
      .filter((kind) => kind === 'case' || filter.reason === undefined)
      .map((kind) => reading[kind](ctx, { ...filter, cursor: after && startOf(kind, after) }))
  )
  const waiting = lists.flatMap(({ items }) => items).sort(inOrder)
  const items = waiting.slice(0, pageSize)
  const last = items.at(-1)
  const isMore = waiting.length > pageSize || lists.some(({ next }) => next !== null)
  const isAll = cursor === undefined && filter.reason === undefined
  return {
    items,
    next: isMore && last ? encodeCursor(keyOf(last)) : null,
    counts: isAll ? lists.map(counted) : null
  }
}

const counted = ({ items, next }: Part, index: number) => ({
  kind: kinds[index] ?? 'case',
  count: items.length,
  more: next !== null
})

type Part = { items: QueueItem[]; next: string | null }

type Reading = (ctx: Context, filter: CaseFilter) => Promise<Part>

const reading: Record<(typeof kinds)[number], Reading> = {
  case: async (ctx, filter) => {
    const { items, next } = await listCases(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'case', row })) }
  },
  campaign: async (ctx, filter) => {
    const { items, next } = await listCampaigns(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'campaign', row })) }
  },
  edit: async (ctx, filter) => {
    const { items, next } = await listEdits(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'edit', row })) }
  },
  post: async (ctx, filter) => {
    const { items, next } = await listAwaitingPosts(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'post', row })) }
  },
  flag: async (ctx, filter) => {
    const { items, next } = await listFlagged(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'flag', row })) }
  },
  appeal: async (ctx, filter) => {
    const { items, next } = await listAppeals(ctx, filter)
    return { next, items: items.map((row) => ({ kind: 'appeal', row })) }
  }
}

/**
 * Returns the cursor from which one list continues behind a row of the merged list. Only cases can
 * be urgent.
 */
function startOf(kind: (typeof kinds)[number], [calm, time, id, lastKind]: Key) {
  // Rows of another list with the same time sort all before or all behind this row, by kind.
  const whole = kinds.indexOf(kind) > kinds.indexOf(lastKind) ? -1 : Number.MAX_SAFE_INTEGER
  const from = kind === lastKind ? id : whole
  if (kind === 'case') return encodeCursor([calm, time, from])
  return calm ? encodeCursor([time, from]) : undefined
}

function keyOf(item: QueueItem): Key {
  if (item.kind === 'case') return [!item.row.urgent, item.row.openedAt, item.row.id, 'case']
  if (item.kind === 'campaign') return [true, item.row.openedAt, item.row.id, 'campaign']
  const isPost = item.kind === 'post' || item.kind === 'flag'
  const id = isPost ? item.row.postId : item.row.id
  return [true, item.row.createdAt, id, item.kind]
}

/** The order of the queue, which for cases is `caseOrder`. */
function inOrder(one: QueueItem, other: QueueItem): number {
  const [calm, time, id, kind] = keyOf(one)
  const [otherCalm, otherTime, otherId, otherKind] = keyOf(other)
  return (
    Number(calm) - Number(otherCalm) ||
    Date.parse(time) - Date.parse(otherTime) ||
    kinds.indexOf(kind) - kinds.indexOf(otherKind) ||
    id - otherId
  )
}

/** Selects the number of all undecided cases. Only admins may see it. */
export const countOpenCases = ({ db }: Context) =>
  db.select({ count: count() }).from(cases).where(isNull(cases.resolvedAt))

/** Selects the number of all posts awaiting approval. Only admins may see it. */
export const postsAwaitingApproval = ({ db }: Context) =>
  db.select({ count: count() }).from(posts).where(eq(posts.state, 'awaiting_approval'))

/** Selects the number of all undecided appeals. Only admins may see it. */
export const openAppeals = ({ db }: Context) =>
  db.select({ count: count() }).from(appeals).where(isNull(appeals.decidedAt))
