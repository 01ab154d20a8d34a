import type { ApprovalKindName, ApprovalSubjects } from '@stoa/core'
import { approvals } from '@stoa/accounts/schema'
import type { TestForum } from '../forum.ts'

type Requested<K extends ApprovalKindName> = {
  kind: K
  subject: ApprovalSubjects[K]
  /** The id of who proposed it. */
  by: number
  gainsById?: number
}

/** Has a change wait that nobody proposed by an endpoint. @returns its id */
export async function waitingApproval<K extends ApprovalKindName>(
  forum: TestForum,
  { by, ...requested }: Requested<K>
): Promise<number> {
  const [row] = await forum.connection.db
    .insert(approvals)
    .values({ ...requested, writtenBy: [by], proposedAt: forum.now(), agreements: 1 })
    .returning({ id: approvals.id })
  return row!.id
}
