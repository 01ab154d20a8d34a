import { eq } from 'drizzle-orm'
import { checkUnchanged, conflict, transaction, type Context } from '@stoa/core'
import { endAccess, issueToken, revokeToken } from '../tokens/tokens.ts'
import { checkTopics } from '../roles/duties.ts'
import { waitingSubjects } from '../approvals/approval.ts'
import { users, serviceAccounts } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { reviewOfficial } from '../text-review.ts'
import type { ServiceAccountChange, ServiceAccountInput, ServiceTokenInput } from './contract.ts'
import { lockServiceAccount, type StoredAccount, editedOf } from './list.ts'
import { changeTopics, stopTopics } from './topics.ts'
import { checkNewName, insertNamed } from '../people/names.ts'

/**
 * Creates a service account. The caller is an admin.
 * @returns its id and the topics that wait for a second admin
 * @throws Problem 422 on `username` as for members, on `topics` for unknown ones, on `description`
 * as `ports.safety.review`
 */
export async function createServiceAccount(ctx: Context, input: ServiceAccountInput) {
  const { username, description, topics, requestsPerMinute } = input
  await checkNewName(ctx, username)
  await checkTexts(ctx, input)
  return transaction(ctx, async (ctx) => {
    // Without address and password nobody can sign in to it, and no list of people has it.
    const program = { username, bio: description, service: true, trust: 'basic' as const }
    const { id: userId } = await insertNamed(ctx, program)
    const made = { createdById: ctx.actor.id, createdAt: ctx.now }
    await ctx.db.insert(serviceAccounts).values({ userId, requestsPerMinute, ...made })
    await recordSecurityEvent(ctx, 'service_account.created', { subjectId: userId })
    return { id: userId, waiting: await changeTopics(ctx, { userId, topics: [] }, topics) }
  })
}

async function checkTexts(ctx: Context, { description, topics = [] }: ServiceAccountChange) {
  await checkTopics(ctx, topics, 'topics')
  if (description !== undefined)
    await reviewOfficial(ctx, { path: 'description', text: description, isPublic: true })
}

/**
 * Changes description, topics or limit. The caller is an admin.
 * @returns the topics that wait for a second admin
 * @throws Problem 404; 409 `service_account_disabled` and as `checkUnchanged`; 422 as
 * `createServiceAccount`
 */
export async function changeServiceAccount(
  ctx: Context,
  id: number,
  { revision, ...change }: ServiceAccountChange
) {
  await checkTexts(ctx, change)
  return transaction(ctx, async (ctx) => {
    const account = await lockEnabled(ctx, id)
    checkUnchanged(revision, await editedNow(ctx, account), {
      ...change,
      topics: change.topics?.toSorted()
    })
    const { description: bio, requestsPerMinute = account.requestsPerMinute } = change
    const isThis = eq(serviceAccounts.userId, id)
    await ctx.db.update(serviceAccounts).set({ requestsPerMinute }).where(isThis)
    if (bio !== undefined) await ctx.db.update(users).set({ bio }).where(eq(users.id, id))
    await recordSecurityEvent(ctx, 'service_account.changed', {
      subjectId: id,
      details: { fields: Object.keys(change) }
    })
    return { waiting: change.topics ? await changeTopics(ctx, account, change.topics) : [] }
  })
}

async function editedNow(ctx: Context, account: StoredAccount) {
  const { userId } = account
  const isIt = eq(users.id, userId)
  const [user] = await ctx.db.select({ description: users.bio }).from(users).where(isIt)
  const waiting = await waitingSubjects(ctx, 'service_topic')
  const topics = waiting.flatMap((one) => (one.userId === userId ? [one.topic] : []))
  return editedOf({ ...account, description: user?.description ?? '' }, topics)
}

async function lockEnabled(ctx: Context, id: number) {
  const account = await lockServiceAccount(ctx, id)
  if (account.disabledAt !== null) throw conflict('service_account_disabled')
  return account
}

/** Ends all tokens and topics of a service account at once. @throws Problem 404 */
export const disableServiceAccount = (ctx: Context, id: number): Promise<void> =>
  setDisabled(ctx, id, ctx.now)

/** Lets a service account have tokens and topics again. @throws Problem 404 */
export const enableServiceAccount = (ctx: Context, id: number): Promise<void> =>
  setDisabled(ctx, id, null)

async function setDisabled(ctx: Context, id: number, disabledAt: string | null) {
  await transaction(ctx, async (ctx) => {
    const account = await lockServiceAccount(ctx, id)
    if ((account.disabledAt === null) === (disabledAt === null)) return
    const isThis = eq(serviceAccounts.userId, id)
    await ctx.db.update(serviceAccounts).set({ disabledAt, topics: [] }).where(isThis)
    await stopTopics(ctx, id)
    await endAccess(ctx, id)
    const kind = disabledAt === null ? 'service_account.enabled' : 'service_account.disabled'
    await recordSecurityEvent(ctx, kind, { subjectId: id })
  })
}

/**
 * Issues a token. Its secret is shown only in this answer. Scopes with power wait as those of staff.
 * @throws Problem 404; 409 `service_account_disabled`; 422 as `ports.safety.review`
 */
export async function createServiceToken(ctx: Context, id: number, input: ServiceTokenInput) {
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  const waits = await ctx.ports.site.isOpened(ctx)
  return transaction(ctx, async (ctx) => {
    await lockEnabled(ctx, id)
    return issueToken(ctx, id, input, waits)
  })
}

/** @throws Problem 404 if it is not a valid token of this service account */
export async function revokeServiceToken(ctx: Context, id: number, tokenId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockServiceAccount(ctx, id)
    await revokeToken(ctx, tokenId, id)
  })
}
