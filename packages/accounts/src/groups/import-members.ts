import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { emit, Problem, transaction, type Context } from '@stoa/core'
import { csvLines, usernameKey } from '@stoa/core/text'
import { users, groupMembers } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { findGroup, lockGroup, type Membership, authorize } from './group.ts'
import { giveModeration } from './power.ts'

type Wrong = { line: number; name: string }

// The first ones show what is wrong with a file; nobody corrects a thousand by hand.
const shownErrors = 20

/**
 * Adds everybody whom a CSV file names, or nobody. Of a dry run it tells what would be done.
 * @param csv one username a line
 * @throws Problem 404; 403 `not_group_owner`; 409 `group_too_large`; 422 on `csv` with the lines that
 * are wrong; as `ports.safety.review`
 */
export async function importMembers(
  ctx: Context,
  groupId: number,
  { csv, dryRun }: { csv: string; dryRun: boolean }
) {
  await authorizeImport(ctx, groupId)
  const lines = await linesOf(csv)
  return transaction(ctx, async (ctx) => {
    const { ids, missing } = await usersOf(ctx, lines)
    if (lines.length === 0) throw refused([{ path: 'csv', message: 'field_csv_empty' }])
    if (missing.length > 0) throw await refusalOf(ctx, missing)
    const already = await membersAmong(ctx, groupId, ids)
    const added = ids.length - already
    if (!dryRun) await addAll(ctx, groupId, ids)
    return { rows: lines.length, added, already, dryRun }
  })
}

/** @throws Problem 404; 403 `not_group_owner` */
export async function authorizeImport(ctx: Context, groupId: number): Promise<void> {
  authorize.changeMembers(ctx.actor, await findGroup(ctx, groupId))
}

const refused = (errors: Problem['errors']) => new Problem(422, 'invalid_input', {}, errors)

/** Text that the answer repeats is reviewed as all typed text is. */
async function refusalOf(ctx: Context, missing: Wrong[]): Promise<Problem> {
  const text = missing.slice(0, shownErrors).map(({ name }) => name.slice(0, 1000))
  await ctx.ports.safety.review(ctx, { path: 'csv', text: text.join('\n') })
  return refused(errorsOf(missing))
}

const errorsOf = (missing: Wrong[]) => [
  ...missing.slice(0, shownErrors).map(({ line, name }) => ({
    path: `csv.${line}`,
    message: 'field_csv_user_unknown',
    params: { line, name: name.slice(0, 60) }
  })),
  ...(missing.length > shownErrors
    ? [{ path: 'csv', message: 'field_csv_more', params: { count: missing.length - shownErrors } }]
    : [])
]

async function usersOf({ db }: Context, lines: Line[]) {
  const keys = [...new Set(lines.map(({ key }) => key))]
  const rows = await db
    .select({ id: users.id, key: users.usernameKey })
    .from(users)
    .where(
      and(
        sql`${users.usernameKey} = any(${sql.param(keys)}::text[])`,
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        isNull(users.closesAt),
        eq(users.visitor, false)
      )
    )
  const known = new Set(rows.map(({ key }) => key))
  return { ids: rows.map(({ id }) => id), missing: lines.filter(({ key }) => !known.has(key)) }
}

const membersAmong = ({ db }: Context, groupId: number, ids: number[]) =>
  db.$count(
    groupMembers,
    and(
      eq(groupMembers.groupId, groupId),
      sql`${groupMembers.userId} = any(${sql.param(ids)}::bigint[])`
    )
  )

/** One row of the security log tells of all; each membership says who added it and when. */
async function addAll(ctx: Context, groupId: number, ids: number[]) {
  const moderates = await lockGroup(ctx, groupId)
  const added = await insert(ctx, groupId, ids)
  const details = { groupId, added: added.length }
  await recordSecurityEvent(ctx, 'group.members_imported', { details })
  if (moderates) await giveModeration(ctx, groupId, added)
  await emit(ctx, 'group.changed', { groupId })
}

const insert = ({ db, actor, now }: Context, groupId: number, ids: number[]) =>
  db.execute<Pick<Membership, 'id' | 'userId'>>(sql`
    insert into ${groupMembers} (group_id, user_id, source, added_by_id, added_at)
    select ${groupId}::bigint, one, 'import', ${actor.id}::bigint, ${now}::timestamptz
    from unnest(${sql.param(ids)}::bigint[]) one on conflict do nothing
    returning id, user_id as "userId"`)

/** A line of a CSV file with a username: its number from 1, the name and its key. */
type Line = { line: number; name: string; key: string }

/**
 * Reads usernames, one a line, in the first column. A heading is left out.
 * @throws Problem as `csvLines`
 */
async function linesOf(csv: string): Promise<Line[]> {
  const lines: Line[] = []
  for await (const { line, cells } of csvLines(csv)) {
    const [name = ''] = cells
    if (name !== '' && !(line === 1 && isHeading(name)))
      lines.push({ line, name, key: usernameKey(name) })
  }
  return lines
}

const isHeading = (name: string) => name.toLowerCase() === 'username'
