import { isNotNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { ApprovalKindName } from '@stoa/core'
import { approvals } from '@stoa/accounts/schema'
import { groupActs } from '../accounts/group-acts.ts'
import { startForum, type Client } from '../forum.ts'
import { everyEndpoint } from '../matrix/rows.ts'
import { decidables, decidedByOne, type World } from './decidables.ts'
import { makePuppets } from './puppets.ts'

// One admin has made accounts in every way. Whoever writes or approves: they are one person.
const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const acts = groupActs(forum)
const world = {} as World
const rows = decidables(forum, world)
let admin: Client
let puppets: [way: string, Client][]

beforeAll(async () => {
  admin = (await acts.begin()).admin
  world.second = await forum.user({ role: 'admin' })
  world.groupId = await acts.create()
  world.categoryId = await acts.moderatedBy(world.groupId)
  puppets = await makePuppets(forum, admin, world)
}, 120_000)

test.each(Object.entries(rows))(
  'two persons are needed for %s',
  async (_, row) => {
    const written = await row.write(admin)
    for (const [way, puppet] of puppets)
      expect(await written?.(puppet), `the ${way} approves`).toBe(false)
    expect(await written?.(admin)).toBe(false)
    expect(await written?.(world.second)).toBe(true)
    for (const [way, puppet] of puppets) {
      const approve = await row.write(puppet)
      if (!approve) continue
      expect(await approve(admin), `the ${way} writes`).toBe(false)
      const colleagues = row.amongColleagues ? [] : puppets
      for (const [other, colleague] of colleagues)
        expect(await approve(colleague), `the ${way} writes, the ${other} approves`).toBe(false)
      expect(await approve(world.second), `the ${way} writes for others`).toBe(true)
    }
    expect(await (await row.write(world.second))?.(admin)).toBe(true)
  },
  120_000
)

/** What any kind of change may be about. */
const about = (id: number) => ({
  ...{ userId: id, membershipId: id, tokenId: id, topicId: id, providerId: id, groupId: id },
  ...{ categoryId: id, invitationId: id, entryId: id, uploadId: id, webhookId: id, revision: id },
  ...{ period: 'drafts', value: 30, mode: 'passwords', provider: 'acme', change: 'add' }
})

test('no change of any kind takes effect by one admin and their accounts', async () => {
  const { db } = forum.connection
  await db.delete(approvals)
  const kinds = Object.keys(forum.ports.approvalKinds) as ApprovalKindName[]
  const proposed = kinds.flatMap((kind) =>
    puppets.map(([, { id }]) => ({
      ...{ kind, subject: about(id) as never, writtenBy: [id], proposedAt: forum.now() },
      agreements: kind === 'factor_loss' ? 2 : 1
    }))
  )
  const added = await db.insert(approvals).values(proposed).returning()
  const mayConfirm = async (by: Client) =>
    (await acts.approvals(by)).flatMap(({ kind, can }) => (can.approve ? [kind] : []))
  // The loss of a factor needs two others; the one who knows its owner may be one of them.
  expect(new Set(await mayConfirm(admin))).toEqual(new Set(['factor_loss']))
  expect(await mayConfirm(world.second)).toHaveLength(added.length)
  const samples = kinds.flatMap((kind) => added.find((change) => change.kind === kind) ?? [])
  for (const { id } of samples)
    for (const by of [admin, ...puppets.map(([, puppet]) => puppet)])
      await by.post(`/approvals/${id}/approval`)
  expect(await db.$count(approvals, isNotNull(approvals.decidedAt))).toBe(0)
})

/** Names of the columns that say who decided something; only nodes before 0.2 read the one table. */
async function decidingColumns(): Promise<string[]> {
  const rows = await forum.connection.sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where column_name ~ '(approved|confirmed|decided)_by_id$' and table_name <> 'pending_changes'`
  return rows.map(({ name }) => name as string)
}

test('everything that somebody decides is tried here, or says why one is enough', async () => {
  const decides = /\b(approval|confirmation|decisions?|publication|opening)$/
  const endpoints = everyEndpoint
    .filter(([, { method, path }]) => method !== 'GET' && decides.test(path))
    .map(([key]) => key)
  const tried = Object.values(rows).flatMap(({ endpoint, column }) => [
    endpoint,
    column ?? endpoint
  ])
  const known = [...tried, ...Object.keys(decidedByOne)]
  const found = [...endpoints, ...(await decidingColumns())]
  expect(new Set(found)).toEqual(new Set(known))
})
