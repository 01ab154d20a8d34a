import { sql, type SQL } from 'drizzle-orm'
import { refuseUnless, type Actor, type Context, type Refusal } from '@stoa/core'
import { officialPowers } from '../roles/powers.ts'
import { approvals, users } from '../schema.ts'
import { securityEvents } from '../security-log/schema.ts'

/** Who stands behind something that waits for a second person, by ids. */
export type Behind = {
  /** Wrote any of it, or gains by it. */
  authors: readonly number[]
  /** May be the same person as an author: see `connectedTo`. */
  connected: readonly number[]
}

/**
 * The one rule for all that a second person decides: nobody who wrote any of it or gains by it, and
 * nobody connected with one of them by an appointment that one person made alone. `isSecondPerson`
 * says it in SQL: change both.
 */
export const approveAsSecond = (
  { id }: Pick<Actor, 'id'>,
  { authors, connected }: Behind
): Refusal | null =>
  refuseUnless(!authors.includes(id) && !connected.includes(id), 403, 'second_person_needed')

/**
 * Who alone gave whom a role, a group or the token of a service account, as far as the security log
 * goes back. What a second admin confirmed, or nobody stopped for a day, nobody gave alone: the
 * confirmer or 0 is then the actor, and another admin proposed it. Once the forum is open,
 * nobody gives an official power alone, so its holder is known to two; before, one admin does, as
 * roles apply at once.
 */
const appointedAlone = sql`(
  select given.actor_id as by_id, given.subject_id as user_id
  from ${securityEvents} given join ${users} person on person.id = given.subject_id
  where given.kind in ('role.changed', 'group.owner_changed', 'service_account.created', 'token.created')
    and given.actor_id not in (0, given.subject_id)
    and given.details ->> 'owner' is distinct from 'false'
    and not (person.role = 'admin' or person.role = 'staff'
      and person.capabilities && ${sql.param(officialPowers)}::text[])
    and not exists (select from ${approvals} confirmed
      where confirmed.gains_by_id = given.subject_id and confirmed.decided_at = given.created_at
        and confirmed.kind in ('role_power', 'role_invitation') and confirmed.state = 'approved'
        and given.actor_id <> all(confirmed.written_by)))`

/** Sub-select of the ids of those who alone appointed a user, and of those whom that user did. */
export const counterpartsOf = (userId: SQL): SQL<number[]> => sql<number[]>`array(
  select by_id::int from ${appointedAlone} one where user_id = ${userId}
  union select user_id::int from ${appointedAlone} one where by_id = ${userId})`

/**
 * Sub-select of the ids of those who may be one person with an author: who alone appointed one, whom
 * an author appointed alone, and whom the same person did.
 * @param authors array of ids
 */
export const connectedTo = (authors: SQL): SQL<number[]> => sql<number[]>`array(
  with appointer as (select by_id from ${appointedAlone} one where user_id = any(${authors}))
  select by_id::int from appointer
  union select user_id::int from ${appointedAlone} one
    where by_id = any(${authors}) or by_id in (select by_id from appointer))`

/** Returns who stands behind what these users wrote or gain by. */
export async function behindOf(
  { db }: Pick<Context, 'db'>,
  authors: readonly number[]
): Promise<Behind> {
  const [row] = await db.execute<{ connected: number[] }>(
    sql`select ${connectedTo(sql`${sql.param([...authors])}::bigint[]`)} connected`
  )
  return { authors, connected: row?.connected ?? [] }
}

/** Condition: the actor is a second person, as `approveAsSecond` says. @param authors array of ids */
export const isSecondPerson = ({ id }: Pick<Actor, 'id'>, authors: SQL): SQL<boolean> =>
  sql<boolean>`(${id}::bigint <> all(${authors}) and ${id}::int <> all(${connectedTo(authors)}))`
