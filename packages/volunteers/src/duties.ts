import { and, count, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { after, atLeast, type Context } from '@stoa/core'
import { categoryNames } from '@stoa/threads'
import { actions, appeals, cases } from '@stoa/moderation/tables'
import type { Statistics, Volunteering } from './contract.ts'
import { can } from './policy.ts'
import { volunteerApplications } from './schema.ts'

const month = 30 * 24 * 3600_000

/** Returns the actor's volunteering: application, categories and statistics. */
export async function showVolunteering(ctx: Context): Promise<Volunteering> {
  const { actor } = ctx
  const [application, names] = await Promise.all([latestApplication(ctx), categoryNames(ctx)])
  const moderates = atLeast(actor.role, 'volunteer')
  const { categoryIds = [], ...rest } = application ?? {}
  return {
    application: application && {
      ...(rest as Omit<typeof application, 'categoryIds'>),
      categories: categoryIds.flatMap((id) => names.get(id) ?? [])
    },
    categories: actor.moderates.flatMap((id) => names.get(id) ?? []),
    statistics: moderates ? await statisticsOf(ctx) : null,
    can: {
      apply: can.apply(actor) && (!application || application.outcome !== null),
      stepDown: can.stepDown(actor)
    }
  }
}

async function latestApplication({ db, actor }: Context) {
  const [row] = await db
    .select({
      id: volunteerApplications.id,
      categoryIds: volunteerApplications.categoryIds,
      text: volunteerApplications.text,
      createdAt: volunteerApplications.createdAt,
      outcome: volunteerApplications.outcome,
      answer: volunteerApplications.answer
    })
    .from(volunteerApplications)
    .where(eq(volunteerApplications.userId, actor.id))
    .orderBy(desc(volunteerApplications.id))
    .limit(1)
  return row ?? null
}

async function statisticsOf(ctx: Context): Promise<Statistics> {
  const since = after(ctx.now, -month)
  const [kinds, medianMinutes, decided] = await Promise.all([
    ownActs(ctx, since),
    medianOf(ctx, since),
    appealsAgainst(ctx, since)
  ])
  const sum = (...names: string[]) =>
    kinds.filter(({ kind }) => names.includes(kind)).reduce((total, { times }) => total + times, 0)
  return {
    hidden: sum('hidden'),
    approved: sum('approved', 'edit_approved'),
    reportsDecided: sum('hidden', 'report_upheld', 'report_dismissed'),
    sanctions: sum('warned', 'silenced', 'suspended'),
    medianMinutes,
    appeals: decided
  }
}

const ownActs = ({ db, actor }: Context, since: string) =>
  db
    .select({ kind: actions.kind, times: count() })
    .from(actions)
    .where(and(eq(actions.actorId, actor.id), gt(actions.createdAt, since)))
    .groupBy(actions.kind)

async function medianOf({ db, actor }: Context, since: string): Promise<number | null> {
  const [row] = await db
    .select({
      minutes: sql<number | null>`(percentile_cont(0.5) within group (
        order by extract(epoch from ${cases.resolvedAt} - ${cases.openedAt})) / 60)::float`
    })
    .from(cases)
    .where(and(eq(cases.resolvedById, actor.id), gt(cases.resolvedAt, since)))
  return row?.minutes ?? null
}

async function appealsAgainst({ db, actor }: Context, since: string) {
  const [row] = await db
    .select({
      decided: count(),
      upheld: sql<number>`(count(*) filter (where ${appeals.outcome} = 'upheld'))::int`
    })
    .from(appeals)
    .innerJoin(actions, eq(actions.id, appeals.actionId))
    .where(
      and(
        eq(actions.actorId, actor.id),
        gt(appeals.decidedAt, since),
        inArray(appeals.outcome, ['upheld', 'rejected'])
      )
    )
  return { decided: row?.decided ?? 0, upheld: row?.upheld ?? 0 }
}
