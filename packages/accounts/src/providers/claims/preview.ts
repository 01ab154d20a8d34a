import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Capability, Context } from '@stoa/core'
import { groupNames } from '../../groups/group.ts'
import type { Duties } from '../../roles/powers.ts'
import {
  claimGrants,
  groupMembers,
  identities,
  signInProviders,
  users,
  type ClaimMapping
} from '../../schema.ts'
import { findAnyProvider } from '../known.ts'
import type { mappingsPreview } from './contract.ts'
import { grantsOf, groupsOf, plan, sameDuties } from './grants.ts'
import { checkMappings } from './mappings.ts'
import { givenBy } from './settle.ts'
import { namedClaims } from './values.ts'

type Preview = z.input<typeof mappingsPreview>

// The first ones show what a mapping does; nobody reads a thousand.
const maxListed = 100
const batchSize = 500

/**
 * Tells what a set of mappings would give and take if everybody signed in now and the provider said
 * the same as last time. It stores nothing. The caller is an admin.
 * @throws Problem 404, 422 as `checkMappings`
 */
export async function previewMappings(
  ctx: Context,
  slug: string,
  mappings: ClaimMapping[]
): Promise<Preview> {
  const { id, issuer } = await findAnyProvider(ctx, slug)
  await checkMappings(ctx, mappings)
  const linked = await linkedTo(ctx, issuer)
  const names = namedClaims(mappings)
  const unknown = linked.filter(({ claims }) => names.some((name) => !(name in claims)))
  const userIds = [...new Set(linked.map(({ userId }) => userId))]
  const people: Preview['people'] = []
  for (let at = 0; at < userIds.length; at += batchSize)
    people.push(
      ...(await changedAmong(ctx, userIds.slice(at, at + batchSize), { providerId: id, mappings }))
    )
  const counts = { linked: linked.length, unknown: unknown.length, changed: people.length }
  return { ...counts, people: people.slice(0, maxListed) }
}

const linkedTo = ({ db }: Context, issuer: string) =>
  db
    .select({ userId: identities.userId, claims: identities.claims })
    .from(identities)
    .innerJoin(users, and(eq(users.id, identities.userId), isNull(users.erasedAt)))
    .where(eq(identities.issuer, issuer))
    .orderBy(users.id)

type Proposed = { providerId: number; mappings: ClaimMapping[] }

async function changedAmong(ctx: Context, userIds: number[], proposed: Proposed) {
  const holders = await holdersOf(ctx, userIds)
  const known = Map.groupBy(await identitiesAmong(ctx, userIds, proposed), ({ userId }) => userId)
  const members = Map.groupBy(await membershipsOf(ctx, userIds), ({ userId }) => userId)
  const names = await groupNames(ctx)
  const named = (ids: readonly number[]) =>
    ids.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []))
  return holders.flatMap(({ user, recorded, isConfirmed }) => {
    const held = { ...user, capabilities: user.capabilities as Capability[] }
    const given = givenBy(isConfirmed ? (known.get(user.id) ?? []) : [])
    const { duties } = plan(held, recorded ?? undefined, grantsOf(given.duties))
    const groups = members.get(user.id) ?? []
    const before = groups.map(({ groupId }) => groupId)
    const byHand = groups.filter(({ source }) => source !== 'claim').map(({ groupId }) => groupId)
    const after = [...new Set([...byHand, ...groupsOf(given.groups)])]
    if (sameDuties(held, duties) && sameIds(before, after)) return []
    return [
      {
        username: user.username,
        before: { ...dutiesShown(held), groups: named(before) },
        after: { ...dutiesShown(duties), groups: named(after) }
      }
    ]
  })
}

const dutiesShown = ({ role, capabilities, deskTopics }: Duties) => {
  return { role, capabilities, deskTopics }
}

const sameIds = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((id) => other.includes(id))

async function holdersOf({ db }: Context, userIds: number[]) {
  const { id, username, role, capabilities, deskTopics, emailVerifiedAt } = users
  const rows = await db
    .select({
      user: { id, username, role, capabilities, deskTopics },
      emailVerifiedAt,
      recorded: claimGrants
    })
    .from(users)
    .leftJoin(claimGrants, eq(claimGrants.userId, id))
    .where(inArray(id, userIds))
    .orderBy(id)
  return rows.map((row) => ({ ...row, isConfirmed: row.emailVerifiedAt !== null }))
}

/** All their identities; those at the provider with the proposed mappings. */
async function identitiesAmong({ db }: Context, userIds: number[], proposed: Proposed) {
  const { userId, claims, byEmail } = identities
  const { id: providerId, claimMappings } = signInProviders
  const rows = await db
    .select({ userId, claims, byEmail, providerId, mappings: claimMappings })
    .from(identities)
    .innerJoin(signInProviders, eq(signInProviders.issuer, identities.issuer))
    .where(inArray(userId, userIds))
  return rows.map((row) =>
    row.providerId === proposed.providerId ? { ...row, mappings: proposed.mappings } : row
  )
}

const membershipsOf = ({ db }: Context, userIds: number[]) =>
  db
    .select({
      userId: groupMembers.userId,
      groupId: groupMembers.groupId,
      source: groupMembers.source
    })
    .from(groupMembers)
    .where(inArray(groupMembers.userId, userIds))
