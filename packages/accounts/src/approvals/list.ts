import { and, count, desc, gt, inArray, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { after, type Context } from '@stoa/core'
import { can } from '../policy.ts'
import { clientDifferences } from '../providers/client-difference.ts'
import { usernamesOf } from '../people/people.ts'
import { approvals } from '../schema.ts'
import { isWaiting, kindOf, approvalsWhere, type Approval } from './approval.ts'
import { waitingOf } from './wait.ts'
import type { approvalList } from './contract.ts'

type List = z.input<typeof approvalList>

const shownFor = 14 * 24 * 3600_000
const maxDecided = 20

/**
 * Lists what waits, the oldest first, and what became of what the actor wrote. Who holds no power
 * over official posts sees only what they wrote or gain by.
 */
export async function listApprovals(ctx: Context): Promise<List> {
  const isMine = sql`(${approvals.writtenBy} @> array[${ctx.actor.id}::bigint]
    or ${approvals.gainsById} = ${ctx.actor.id})`
  const seen = can.refuse(ctx.actor) ? undefined : isMine
  const waiting = await approvalsWhere(ctx, and(isWaiting, seen))
  const decided = await decidedLately(ctx, isMine)
  const about = await describe(ctx, [...waiting, ...decided])
  const clients = await clientDifferences(ctx)
  const shown = await waitingOf(ctx, waiting)
  return {
    items: waiting.map((approval, at) => ({
      ...{ ...shown[at]!, ...about(approval), agreements: approval.agreements },
      approvedBy: approval.approvedBy.map((id) => about.nameOf(id) ?? ''),
      client: clients.get(approval.id) ?? null
    })),
    decided: decided.map((approval) => ({
      ...{ id: approval.id, ...about(approval), reason: approval.reason },
      state: approval.state as List['decided'][number]['state'],
      decidedBy: about.nameOf(approval.decidedById),
      decidedAt: approval.decidedAt ?? ''
    }))
  }
}

const decidedLately = (ctx: Context, isMine: SQL) =>
  ctx.db
    .select()
    .from(approvals)
    .where(
      and(
        ...[isMine, inArray(approvals.state, ['approved', 'unopposed', 'refused'])],
        gt(approvals.decidedAt, after(ctx.now, -shownFor))
      )
    )
    .orderBy(desc(approvals.id))
    .limit(maxDecided) as Promise<Approval[]>

/** Returns a function that says what approvals are about. */
async function describe(ctx: Context, all: readonly Approval[]) {
  const people = await usernamesOf(
    ctx,
    all.flatMap(({ gainsById, decidedById, approvedBy }) => [
      ...[gainsById ?? 0, decidedById ?? 0, ...approvedBy]
    ])
  )
  const names = await namesOfSubjects(ctx, all)
  const nameOf = (id: number | null) => people.get(id ?? 0) ?? null
  const about = ({ id, kind, subject, gainsById }: Approval) => ({
    ...{ kind, subject: subject as Record<string, string | number> },
    ...{ name: names.get(id) ?? '', username: nameOf(gainsById) }
  })
  return Object.assign(about, { nameOf })
}

async function namesOfSubjects(ctx: Context, all: readonly Approval[]) {
  const named = [...Map.groupBy(all, ({ kind }) => kind).values()].map((ofKind) =>
    kindOf(ctx, ofKind[0]!).namesOf(ctx, ofKind)
  )
  return new Map((await Promise.all(named)).flatMap((names) => [...names]))
}

/** Selects the number of changes that wait. Only those who may refuse them may see it. */
export const waitingApprovalCount = ({ db }: Context) =>
  db.select({ count: count() }).from(approvals).where(isWaiting)
