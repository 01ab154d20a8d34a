import { setImmediate as nextTurn } from 'node:timers/promises'
import { asc, inArray, sql, desc, eq } from 'drizzle-orm'
import { after, conflict, transaction, type Context } from '@stoa/core'
import { insertRows, isNotEmpty } from '@stoa/core/data'
import { isDuplicate } from '@stoa/core/database'
import { reservedGuard } from '../people/names.ts'
import { oldUsernames, peopleImports, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { PeopleImportReport, WrongLine, ListedImport } from './contract.ts'
import { readRows, wrongAt, type Row } from './rows.ts'
import { usersAs } from '../people/people.ts'

const shownWrong = 500
// Comparing more names at a time with those of staff would keep other requests waiting.
const batchSize = 200
const activationTime = 30 * 24 * 3600_000

/**
 * Checks all rows of a CSV file and, unless it is a dry run or a row is wrong, creates an account
 * without a password for each, in one transaction. Nothing is mailed. It does not say which addresses
 * have an account: admins see that by a logged search only. The caller is an admin.
 * @throws Problem 409 `import_changed` if a name was taken meanwhile, 422 as `ports.safety.review`
 */
export async function importPeople(
  ctx: Context,
  { csv, dryRun }: { csv: string; dryRun: boolean }
): Promise<PeopleImportReport> {
  const { count, rows, wrong } = await readRows(csv)
  if (rows.length === 0)
    await ctx.ports.safety.review(ctx, { path: 'csv', text: csv.slice(0, 2000) })
  for (const batch of batchesOf(rows)) wrong.push(...(await wrongAmong(ctx, batch)))
  const first = wrong.toSorted((a, b) => a.line - b.line).slice(0, shownWrong)
  const report = { rows: count, wrongCount: wrong.length, wrong: first }
  if (dryRun || wrong.length > 0 || rows.length === 0) return { ...report, importId: null }
  return { ...report, importId: await createAll(ctx, rows) }
}

function* batchesOf(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize)
}

/** Checks the names of a batch against the forum. */
async function wrongAmong(ctx: Context, batch: Row[]): Promise<WrongLine[]> {
  await nextTurn()
  const text = batch.map(({ username }) => username).join('\n')
  await ctx.ports.safety.review(ctx, { path: 'csv', text })
  const taken = await takenAmong(ctx, batch)
  const collides = await ctx.ports.safety.nameGuard(ctx)
  const isReserved = await reservedGuard(ctx)
  return batch.flatMap(({ line, username, usernameKey: key }) => {
    if (taken.has(key) || isReserved(key)) return [wrongAt(line, 'name_taken')]
    return collides(username) ? [wrongAt(line, 'name_official')] : []
  })
}

async function takenAmong({ db }: Context, batch: Row[]): Promise<Set<string>> {
  const keys = batch.map((row) => row.usernameKey)
  const [present, old] = await Promise.all([
    db.select({ key: users.usernameKey }).from(users).where(inArray(users.usernameKey, keys)),
    db
      .select({ key: oldUsernames.usernameKey })
      .from(oldUsernames)
      .where(inArray(oldUsernames.usernameKey, keys))
      .orderBy(asc(oldUsernames.usernameKey))
  ])
  return new Set([...present, ...old].map(({ key }) => key))
}

async function createAll(ctx: Context, rows: Row[]): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const [made] = await ctx.db
      .insert(peopleImports)
      .values({ createdById: ctx.actor.id, createdAt: ctx.now, rows: rows.length })
      .returning({ id: peopleImports.id })
    const importId = made?.id ?? 0
    for (const batch of batchesOf(rows)) await insertBatch(ctx, importId, batch)
    const details = { importId, rows: rows.length }
    await recordSecurityEvent(ctx, 'people.imported', { details })
    return importId
  }).catch((error: unknown) => {
    throw isDuplicate(error, 'users_username_key') ? conflict('import_changed') : error
  })
}

async function insertBatch(ctx: Context, importId: number, batch: Row[]) {
  const times = { createdAt: ctx.now, activationExpiresAt: after(ctx.now, activationTime) }
  const values = batch.map(({ line: _, ...row }) => ({ ...row, importId, ...times }))
  if (isNotEmpty(values)) await ctx.db.execute(sql`${insertRows(users, values)}`)
}

const limit = 50

const maker = usersAs('maker_of_import')

/** Lists the latest imports with how many of their people joined. The caller is an admin. */
export async function listImports({ db }: Context): Promise<{ items: ListedImport[] }> {
  const joined = sql<number>`(select count(*)::int from ${users} came
    where came.import_id = ${peopleImports.id} and came.email_verified_at is not null)`
  const { id, createdAt, rows, sentAt } = peopleImports
  const items = await db
    .select({ id, createdAt, rows, sentAt, by: maker.username, joined })
    .from(peopleImports)
    .innerJoin(maker, eq(maker.id, peopleImports.createdById))
    .orderBy(desc(id))
    .limit(limit)
  return { items }
}
