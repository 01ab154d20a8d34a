import { eq, sql } from 'drizzle-orm'
import { atLeast, type Capability, type DeskTopic, type Context } from '@stoa/core'
import type { Duties } from '../../roles/powers.ts'
import { claimGrants, type ClaimMapping, type HeldRole, type SeenClaims } from '../../schema.ts'

/** Topics that `desk` covers: a list, `all`, or null without `desk`. */
type Desk = readonly DeskTopic[] | 'all' | null

/** Powers that claims give, or that people gave. */
type Grants = { role: HeldRole; capabilities: Capability[]; desk: Desk }

const nothing: Grants = { role: 'member', capabilities: [], desk: null }

export const matching = (mappings: readonly ClaimMapping[], seen: SeenClaims): ClaimMapping[] =>
  mappings.filter(({ claim, value }) => seen[claim]?.includes(value))

/** All powers that these mappings give, but for groups. */
export const grantsOf = (mappings: readonly ClaimMapping[]): Grants =>
  mappings.map(grantsOfOne).reduce(union, nothing)

export const groupsOf = (mappings: readonly ClaimMapping[]): number[] => [
  ...new Set(mappings.flatMap(({ groupId }) => groupId ?? []))
]

const grantsOfOne = ({ role, capabilities, deskTopics }: ClaimMapping): Grants => ({
  role: role ?? 'member',
  capabilities,
  desk: deskOf({ capabilities, deskTopics })
})

const deskOf = ({
  capabilities,
  deskTopics
}: Pick<Duties, 'capabilities' | 'deskTopics'>): Desk => {
  if (!capabilities.includes('desk')) return null
  return deskTopics.length === 0 ? 'all' : deskTopics
}

/** Never less than either: `desk` for all topics stays so beside a list. */
function union(one: Grants, other: Grants): Grants {
  const desks = [one.desk, other.desk]
  const topics = desks.flatMap((desk) => (Array.isArray(desk) ? (desk as DeskTopic[]) : []))
  const listed = topics.length > 0 ? [...new Set(topics)] : null
  return {
    role: atLeast(one.role, other.role) ? one.role : other.role,
    capabilities: [...new Set([...one.capabilities, ...other.capabilities])],
    desk: desks.includes('all') ? 'all' : listed
  }
}

/** The part of somebody's duties that claims gave, as it was recorded. */
export type Recorded = Omit<typeof claimGrants.$inferSelect, 'userId'>

/** Powers that people gave: the present duties without those by claims. */
function givenByHand(held: Duties, recorded: Recorded | undefined): Grants {
  if (!recorded) {
    const { role, capabilities } = held
    return { role, capabilities, desk: deskOf(held) }
  }
  const role = held.role === recorded.role ? recorded.handRole : held.role
  const capabilities = held.capabilities.filter((one) => !recorded.capabilities.includes(one))
  const isDeskTheirs = capabilities.includes('desk')
  return { role, capabilities, desk: isDeskTheirs ? deskByHand(held, recorded) : null }
}

function deskByHand({ deskTopics }: Duties, recorded: Recorded): Desk {
  const theirs = deskTopics.filter((topic) => !recorded.deskTopics.includes(topic))
  if (theirs.length > 0) return theirs
  // Claims widened a list to all topics, or people took their own topics off it.
  if (deskTopics.length > 0) return deskTopics
  const { handDeskTopics } = recorded
  return handDeskTopics && handDeskTopics.length > 0 ? handDeskTopics : 'all'
}

/**
 * Adds what claims give to what people gave.
 * @returns the duties, and the part of them to record as given by claims; none if there is none
 */
export function plan(held: Duties, recorded: Recorded | undefined, granted: Grants) {
  const hand = givenByHand(held, recorded)
  const duties = dutiesOf(union(hand, granted))
  const own = dutiesOf({ ...hand, role: duties.role })
  const given: Recorded = {
    handRole: hand.role,
    role: duties.role === hand.role ? null : duties.role,
    capabilities: without(duties.capabilities, own.capabilities),
    deskTopics: without(duties.deskTopics, own.deskTopics),
    handDeskTopics: hand.desk === null ? null : own.deskTopics
  }
  return { duties, given: isNothing(given, hand.desk, duties) ? undefined : given }
}

const without = <T>(all: readonly T[], some: readonly T[]) =>
  all.filter((one) => !some.includes(one))

function isNothing({ role, capabilities, deskTopics }: Recorded, desk: Desk, duties: Duties) {
  const isWidened = Array.isArray(desk) && duties.deskTopics.length === 0
  return role === null && capabilities.length === 0 && deskTopics.length === 0 && !isWidened
}

/** Members and volunteers hold no capabilities, and only `desk` has topics. */
function dutiesOf({ role, capabilities, desk }: Grants): Duties {
  if (!atLeast(role, 'staff')) return { role, capabilities: [], deskTopics: [] }
  return { role, capabilities, deskTopics: Array.isArray(desk) ? [...(desk as DeskTopic[])] : [] }
}

export const sameDuties = (one: Duties, other: Duties): boolean =>
  one.role === other.role &&
  sameSet(one.capabilities, other.capabilities) &&
  sameSet(one.deskTopics, other.deskTopics)

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item))

type Db = Pick<Context, 'db'>

/** The part of somebody's duties that claims gave. */
export async function recordedOf({ db }: Db, userId: number): Promise<Recorded | undefined> {
  const [found] = await db.select().from(claimGrants).where(eq(claimGrants.userId, userId))
  return found
}

/** Replaces what is recorded. */
export async function saveRecorded(
  { db }: Db,
  userId: number,
  given: Recorded | undefined
): Promise<void> {
  if (!given) return void (await db.delete(claimGrants).where(eq(claimGrants.userId, userId)))
  await db
    .insert(claimGrants)
    .values({ userId, ...given })
    .onConflictDoUpdate({ target: claimGrants.userId, set: given })
}

/** Clears that claims gave what somebody no longer holds: given again by people, it is theirs. */
export async function clearLost({ db }: Db, userId: number, held: Duties): Promise<void> {
  const { role, capabilities, deskTopics } = claimGrants
  const kept = (column: typeof capabilities | typeof deskTopics, of: readonly string[]) =>
    sql<never>`array(select unnest(${column}) intersect select unnest(${sql.param(of)}::text[]))`
  await db
    .update(claimGrants)
    .set({
      role: sql<never>`case when ${role} = ${held.role} then ${role} end`,
      capabilities: kept(capabilities, held.capabilities),
      deskTopics: kept(deskTopics, held.deskTopics)
    })
    .where(eq(claimGrants.userId, userId))
}
