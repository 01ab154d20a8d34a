import { setImmediate as nextTurn } from 'node:timers/promises'
import { asc, inArray, sql, desc, eq, and, isNull, notExists } from 'drizzle-orm'
import { after, conflict, transaction, type Context, emit, notFound } from '@stoa/core'
import { insertRows, isNotEmpty } from '@stoa/core/data'
import { isDuplicate } from '@stoa/core/database'
import { reservedGuard } from '../people/names.ts'
import { oldUsernames, peopleImports, users, mailedTokens } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { PeopleImportReport, WrongLine, ListedImport } from './contract.ts'
import { readRows, wrongAt, type Row } from './rows.ts'
import { usersAs } from '../people/people.ts'
import { mailLater } from '../events.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { checkMailWorks } from '../sign-up/rule.ts'

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

const mailBatchSize = 500

/**
 * Mails everybody of an import the link to choose a password. A job sends the mails. The caller is an
 * admin.
 * @throws Problem 404, 409 `import_sent` or as `checkMailWorks`
 */
export async function sendInvitations(ctx: Context, importId: number): Promise<void> {
  await checkMailWorks(ctx)
  await transaction(ctx, async (ctx) => {
    const which = eq(peopleImports.id, importId)
    if ((await ctx.db.$count(peopleImports, which)) === 0) throw notFound()
    const sent = await ctx.db
      .update(peopleImports)
      .set({ sentAt: ctx.now })
      .where(and(which, isNull(peopleImports.sentAt)))
      .returning({ id: peopleImports.id })
    if (sent.length === 0) throw conflict('import_sent')
    await recordSecurityEvent(ctx, 'people.invited', { details: { importId } })
    await emit(ctx, 'people.invited', { importId })
  })
}

/** Queues mails to people of an import who have none yet. Jobs call it, one after the other. */
export async function queueActivationMails(ctx: Context, importId: number): Promise<void> {
  const batch = await nextOf(ctx, importId)
  const ids = batch.map(({ id }) => id)
  const until = { activationExpiresAt: after(ctx.now, activationTime) }
  if (ids.length > 0) await ctx.db.update(users).set(until).where(inArray(users.id, ids))
  for (const { id: userId, email } of batch) {
    const token = await createMailedToken(ctx, 'account_activation', { userId, email })
    await mailLater(ctx, 'account_activation', userId, token)
  }
  // A long transaction would hold up others that read events in order.
  if (batch.length === mailBatchSize) await emit(ctx, 'people.invited', { importId })
}

const nextOf = ({ db }: Context, importId: number) =>
  db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      and(
        eq(users.importId, importId),
        isNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        notExists(
          db
            .select({ id: mailedTokens.id })
            .from(mailedTokens)
            .where(
              and(eq(mailedTokens.userId, users.id), eq(mailedTokens.purpose, 'account_activation'))
            )
        )
      )
    )
    .orderBy(users.id)
    .limit(mailBatchSize)
