import { and, eq, isNull, asc, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { checkVisible, categoryNames } from '@stoa/threads'
import { authorColumns, resignRole, setRole } from '@stoa/accounts'
import { sanctions, secondFactors, users } from '@stoa/accounts/tables'
import { appointModerator, leaveCategories } from '@stoa/threads/moderators'
import type { applicationInput, applicationDecision, ApplicationRow } from './contract.ts'
import { authorize } from './policy.ts'
import { volunteerApplications } from './schema.ts'

type Input = z.output<typeof applicationInput>

/**
 * Applies as a volunteer for some categories.
 * @throws Problem 403 as `rules.apply`, 404 for a category the actor may not
 * see, 409 `application_open`, 422 as `ports.safety.review`
 */
export async function applyAsVolunteer(ctx: Context, input: Input): Promise<{ id: number }> {
  authorize.apply(ctx.actor)
  const categoryIds = [...new Set(input.categoryIds)]
  await checkVisible(ctx, categoryIds)
  await ctx.ports.safety.review(ctx, { path: 'text', text: input.text })
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(volunteerApplications)
      .values({ userId: ctx.actor.id, categoryIds, text: input.text, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: volunteerApplications.id })
    if (!row) throw conflict('application_open')
    await emit(ctx, 'volunteer.applied', { applicationId: row.id })
    return row
  })
}

/** Withdraws the actor's undecided application. @throws Problem 404 */
export async function withdrawApplication(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async ({ db, actor, now }) => {
    const own = and(eq(volunteerApplications.id, id), eq(volunteerApplications.userId, actor.id))
    const rows = await db
      .update(volunteerApplications)
      .set({ outcome: 'withdrawn', decidedAt: now, decidedById: actor.id })
      .where(and(own, isNull(volunteerApplications.decidedAt)))
      .returning({ id: volunteerApplications.id })
    if (rows.length === 0) throw notFound()
  })
}

/** Effect of `user.erased`: deletes the texts of the user's applications. */
export async function deleteApplications({ db }: Context, { userId }: { userId: number }) {
  await db
    .update(volunteerApplications)
    .set({ text: '', answer: null })
    .where(eq(volunteerApplications.userId, userId))
}

type Decision = z.output<typeof applicationDecision>

const pageSize = 50

/** Lists undecided applications, the oldest first. The caller is an admin. */
export async function listApplications(ctx: Context): Promise<{ items: ApplicationRow[] }> {
  const rows = await waitingApplications(ctx)
  const names = await categoryNames(ctx)
  return {
    items: rows.map(({ categoryIds, ...row }) => ({
      ...row,
      categories: categoryIds.flatMap((id) => names.get(id) ?? [])
    }))
  }
}

const waitingApplications = ({ db }: Context) =>
  db
    .select({
      id: volunteerApplications.id,
      categoryIds: volunteerApplications.categoryIds,
      text: volunteerApplications.text,
      createdAt: volunteerApplications.createdAt,
      outcome: volunteerApplications.outcome,
      answer: volunteerApplications.answer,
      applicant: authorColumns(users),
      trust: users.trust,
      joinedAt: users.createdAt,
      secondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`,
      sanctions: sql<number>`(select count(*)::int from ${sanctions} s where s.user_id = ${users.id})`
    })
    .from(volunteerApplications)
    .innerJoin(users, eq(users.id, volunteerApplications.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(isNull(volunteerApplications.decidedAt), isNull(users.erasedAt)))
    .orderBy(asc(volunteerApplications.id))
    .limit(pageSize)

/**
 * Appoints the applicant for the categories they asked for or for others, or declines. The caller
 * is an admin.
 * @throws Problem 404 if no application waits or a category is unknown, 409 `application_decided`
 * if somebody else was faster, 422 as `ports.safety.review`
 */
export async function decideApplication(ctx: Context, id: number, decision: Decision) {
  const [found] = await ctx.db
    .select({
      username: users.username,
      role: users.role,
      asked: volunteerApplications.categoryIds
    })
    .from(volunteerApplications)
    .innerJoin(users, and(eq(users.id, volunteerApplications.userId), isNull(users.erasedAt)))
    .where(and(eq(volunteerApplications.id, id), isNull(volunteerApplications.decidedAt)))
  if (!found) throw notFound()
  const { outcome, categoryIds = found.asked, answer } = decision
  await checkVisible(ctx, [...new Set(categoryIds)])
  if (answer) await ctx.ports.safety.review(ctx, { path: 'answer', text: answer })
  await transaction(ctx, async (ctx) => {
    await close(ctx, id, decision)
    if (outcome === 'appointed') await appoint(ctx, found, categoryIds)
    await emit(ctx, 'volunteer.answered', { applicationId: id })
  })
}

async function close(ctx: Context, id: number, { outcome, answer }: Decision) {
  const closed = await ctx.db
    .update(volunteerApplications)
    .set({ outcome, answer, decidedAt: ctx.now, decidedById: ctx.actor.id })
    .where(and(eq(volunteerApplications.id, id), isNull(volunteerApplications.decidedAt)))
    .returning({ id: volunteerApplications.id })
  if (closed.length === 0) throw conflict('application_decided')
}

async function appoint(
  ctx: Context,
  { username, role }: { username: string; role: string },
  categoryIds: number[]
) {
  // An applicant who has become staff meanwhile keeps that role.
  if (role === 'member')
    await setRole(ctx, username, { role: 'volunteer', capabilities: [], deskTopics: [] })
  if (role === 'member' || role === 'volunteer')
    for (const categoryId of categoryIds) await appointModerator(ctx, categoryId, username)
}

/**
 * Turns a volunteer into a member again without categories; sessions end as at every change of
 * role.
 * @throws Problem 409 `no_volunteer` for everybody else
 */
export async function stepDown(ctx: Context): Promise<void> {
  authorize.stepDown(ctx.actor)
  await transaction(ctx, async (ctx) => {
    if (!(await resignRole(ctx))) throw conflict('no_volunteer')
    await leaveCategories(ctx)
  })
}

/** User ids of the applicant and of the admins, to notify them. */
export async function concernedByApplication({ db }: Context, applicationId: number) {
  const [row] = await db
    .select({
      userId: volunteerApplications.userId,
      decidedById: volunteerApplications.decidedById
    })
    .from(volunteerApplications)
    .where(eq(volunteerApplications.id, applicationId))
  const admins = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNotNull(users.emailVerifiedAt)))
  return { applicantId: row?.userId ?? 0, adminIds: admins.map(({ id }) => id) }
}
