import { Readable } from 'node:stream'
import { and, desc, eq, gte, inArray, lt, sql, type SQL, asc, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { decodeCursor, paged, timeKey, type SortKey, everyRow, rowBatchSize } from '@stoa/core/data'
import { shortenedNetwork } from '@stoa/core/limits'
import type { Database } from '@stoa/core/database'
import { csvLine, csvMark } from '@stoa/core/text'
import { idOfNamed, usersAs } from '../people/people.ts'
import type { SecurityEvent, SecurityEventFilter } from './contract.ts'
import { kindsOf } from './kinds.ts'
import { serviceAccounts, securityEventAddresses, securityEvents } from '../schema.ts'
import { recordSecurityEvent } from './record.ts'

const pageSize = 50
const day = 24 * 3600_000

const actor = usersAs('actor')
const subject = usersAs('subject')
const maker = usersAs('maker')
const { id, createdAt, kind, actorId, subjectId, network } = securityEvents

/**
 * Lists the filtered events, the latest first. The caller is an admin.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listSecurityEvents(
  ctx: Context,
  { cursor, ...filter }: SecurityEventFilter & { cursor?: string }
) {
  const last = cursor === undefined ? undefined : decodeCursor(cursor, timeKey)
  const behind = last && sql`(${createdAt}, ${id}) < (${last[0]}, ${last[1]})`
  const rows = await select(ctx, and(matches(filter), behind))
    .orderBy(desc(createdAt), desc(id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, keyOf)
  return { items: items.map(toSecurityEvent), next }
}

const shownColumns = { id, createdAt, kind, network, actorId, subjectId }

/** Selects events with the names of actor and subject. */
const select = ({ db }: { db: Database }, condition: SQL | undefined) =>
  db
    .select({
      ...shownColumns,
      browser: securityEvents.browser,
      details: securityEvents.details,
      actor: actor.username,
      subject: subject.username,
      madeBy: maker.username,
      sealed: sql<boolean>`exists (select from ${securityEventAddresses} address
        where address.event_id = ${id})`
    })
    .from(securityEvents)
    .leftJoin(actor, eq(actor.id, actorId))
    .leftJoin(subject, eq(subject.id, subjectId))
    .leftJoin(serviceAccounts, eq(serviceAccounts.userId, actorId))
    .leftJoin(maker, eq(maker.id, serviceAccounts.createdById))
    .where(condition)

type Row = Awaited<ReturnType<typeof select>>[number]

const keyOf = ({ createdAt, id }: Pick<Row, 'createdAt' | 'id'>): SortKey => [createdAt, id]

/** An event as admins see it. */
const toSecurityEvent = ({
  actorId,
  subjectId,
  actor,
  subject,
  madeBy,
  ...row
}: Row): SecurityEvent => ({
  ...row,
  actor: withMaker(personOf(actorId, actor), madeBy),
  subject: personOf(subjectId, subject)
})

// Unconfirmed accounts are deleted after a week, but events keep their id.
const personOf = (id: number | null, username: string | null) =>
  id ? { id, username: username ?? '' } : null

const withMaker = (actor: ReturnType<typeof personOf>, madeBy: string | null) =>
  actor && madeBy !== null ? { ...actor, madeBy } : actor

/** The SQL condition of a filter. */
function matches({ group, user, network: near, from, to }: SecurityEventFilter) {
  const person = user === undefined ? undefined : idOfNamed(user)
  return and(
    group && inArray(kind, [...kindsOf(group)]),
    person && sql`(${actorId} = ${person} or ${subjectId} = ${person})`,
    near === undefined ? undefined : eq(network, shortenedNetwork(near) || near),
    from === undefined ? undefined : gte(createdAt, `${from}T00:00:00.000Z`),
    to === undefined ? undefined : lt(createdAt, after(`${to}T00:00:00.000Z`, day))
  )
}

type LogFormat = 'csv' | 'ndjson'

/**
 * Streams the filtered events as a file, the oldest first. The export is itself recorded as an
 * event. The caller is an admin.
 */
export async function exportSecurityLog(
  ctx: Context,
  format: LogFormat,
  filter: SecurityEventFilter
): Promise<Readable> {
  const fields = Object.keys(filter).filter((name) => filter[name as keyof typeof filter])
  await recordSecurityEvent(ctx, 'export.security_log', { details: { format, fields } })
  return Readable.from(format === 'csv' ? csvOf(ctx, filter) : ndjsonOf(ctx, filter))
}

async function* ndjsonOf(ctx: Context, filter: SecurityEventFilter) {
  for await (const { sealed: _, ...event } of everyEvent(ctx, filter))
    yield `${JSON.stringify(event)}\n`
}

const head = [
  ...['id', 'created_at', 'kind', 'actor_id', 'actor', 'subject_id', 'subject'],
  ...['browser', 'network', 'details', 'made_by']
]

async function* csvOf(ctx: Context, filter: SecurityEventFilter) {
  yield csvMark + csvLine(head)
  for await (const event of everyEvent(ctx, filter)) yield csvLine(cellsOf(event))
}

const cellsOf = ({ actor, subject, ...event }: SecurityEvent) => [
  ...[event.id, event.createdAt, event.kind, actor?.id ?? null, actor?.username ?? null],
  ...[subject?.id ?? null, subject?.username ?? null, event.browser, event.network],
  JSON.stringify(event.details),
  actor?.madeBy ?? null
]

/** The filtered events up to now, the oldest first. */
async function* everyEvent(ctx: Context, filter: SecurityEventFilter) {
  const { id, createdAt } = securityEvents
  const rows = everyRow<Row>((last) => {
    const behind = last && sql`(${createdAt}, ${id}) > (${last.createdAt}, ${last.id})`
    return select(ctx, and(matches(filter), lte(createdAt, ctx.now), behind))
      .orderBy(asc(createdAt), asc(id))
      .limit(rowBatchSize)
  })
  for await (const row of rows) yield toSecurityEvent(row)
}
