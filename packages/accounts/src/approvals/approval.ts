import { and, eq, getTableColumns, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { ApprovalKindName, ApprovalSubjects, Context } from '@stoa/core'
import type { ApprovalEvent } from '../security-log/kinds.ts'
import { approvals } from '../schema.ts'
import { connectedTo, type Behind } from './second-person.ts'

type Row = typeof approvals.$inferSelect

/** A change that waits for a second person, or did. */
export type Approval<K extends ApprovalKindName = ApprovalKindName> = Omit<Row, 'subject'> & {
  subject: ApprovalSubjects[K]
}

/** With those who may be one person with its authors. */
export type WaitingApproval<K extends ApprovalKindName = ApprovalKindName> = Approval<K> &
  Pick<Behind, 'connected'>

/** One kind of change. Its functions run in the transaction that decides. */
export type ApprovalKind<K extends ApprovalKindName = ApprovalKindName> = {
  /** What a change of this kind is about. */
  subject: z.ZodType<ApprovalSubjects[K]>
  /** What the kinds of its security events begin with: `role.` of `role.proposed`. */
  event: ApprovalEvent
  /** How many admins must approve it. By default one, or a day in which nobody refuses it. */
  agreements?: 1 | 2
  /** Runs when the change takes effect. */
  apply(ctx: Context, approval: Approval<K>): Promise<void>
  /** Runs when it is refused or withdrawn. */
  drop?(ctx: Context, approval: Approval<K>): Promise<void>
  /** Display names of what changes are about, by the ids of their approvals. */
  namesOf(ctx: Context, waiting: readonly Approval<K>[]): Promise<ReadonlyMap<number, string>>
}

/** Returns what the kind of an approval says. */
export const kindOf = (ctx: Pick<Context, 'ports'>, { kind }: { kind: ApprovalKindName }) =>
  ctx.ports.approvalKinds[kind] as unknown as ApprovalKind

/** Names approvals as what an id in their subject names. @param read returns names by these ids */
export const namedBy =
  <K extends ApprovalKindName>(
    idOf: (subject: ApprovalSubjects[K]) => number,
    read: (ctx: Context, ids: number[]) => Promise<ReadonlyMap<number, string>>
  ): ApprovalKind<K>['namesOf'] =>
  async (ctx, waiting) => {
    const names = await read(
      ctx,
      waiting.map(({ subject }) => idOf(subject))
    )
    return new Map(waiting.map(({ id, subject }) => [id, names.get(idOf(subject)) ?? '']))
  }

export const isWaiting = eq(approvals.state, 'waiting')

/** Condition: waits, and is about this, by all that is named of the subject. */
export const waitsFor = <K extends ApprovalKindName>(
  kind: K,
  subject: Partial<ApprovalSubjects[K]> = {}
): SQL | undefined =>
  and(
    isWaiting,
    eq(approvals.kind, kind),
    sql`${approvals.subject} @> ${JSON.stringify(subject)}::jsonb`
  )

/** An id in the subject, as a column. */
export const idInSubject = (name: string): SQL<number> =>
  sql<number>`(${approvals.subject} ->> ${name})::bigint`

const waitingColumns = {
  ...getTableColumns(approvals),
  connected: connectedTo(sql`${approvals.writtenBy}`)
}

/** Selects the approvals that `which` matches, the oldest first; `for('update')` locks them. */
export const approvalsWhere = ({ db }: Pick<Context, 'db'>, which: SQL | undefined) =>
  db.select(waitingColumns).from(approvals).where(which).orderBy(approvals.id)

/** The same, of kinds that the caller has named in `which`. */
export const selectApprovals = async <K extends ApprovalKindName>(
  ctx: Pick<Context, 'db'>,
  which: SQL | undefined
) => (await approvalsWhere(ctx, which)) as unknown as WaitingApproval<K>[]

/** What waits of this kind. */
export async function waitingSubjects<K extends ApprovalKindName>(
  { db }: Pick<Context, 'db'>,
  kind: K
): Promise<ApprovalSubjects[K][]> {
  const rows = await db
    .select({ subject: approvals.subject })
    .from(approvals)
    .where(waitsFor(kind))
    .orderBy(approvals.id)
  return rows.map(({ subject }) => subject as ApprovalSubjects[K])
}
