import { sql, type SQL } from 'drizzle-orm'
import { sanctions, users } from '../schema.ts'
import type { ListedPerson } from './contract.ts'

type State = ListedPerson['state']

/** The condition of each state. The first that holds is the state of an account. */
const states: Record<Exclude<State, 'active'>, SQL> = {
  closing: sql`${users.closesAt} is not null`,
  frozen: sql`${users.frozenAt} is not null`,
  invited: sql`(${users.emailVerifiedAt} is null and ${users.activationExpiresAt} is not null)`,
  unconfirmed: sql`${users.emailVerifiedAt} is null`
}

const state = sql<State>`case ${sql.join(
  Object.entries(states).map(([name, holds]) => sql`when ${holds} then ${sql.raw(`'${name}'`)}`),
  sql` `
)} else 'active' end`

export const isInState = (wanted: State) => sql`${state} = ${wanted}`

/** Silences and suspensions of a user that hold now. */
export const presentSanctions = (now: string) => sql`from ${sanctions} given
  where given.user_id = "users"."id" and given.kind <> 'warning' and given.lifted_at is null
  and (given.until is null or given.until > ${now})`

/** The columns of an account in the list of people. */
export const personColumns = (now: string) => ({
  id: users.id,
  username: users.username,
  role: users.role,
  trust: users.trust,
  locale: users.locale,
  createdAt: users.createdAt,
  lastSeenAt: users.lastSeenAt,
  state,
  sanctions: sql<ListedPerson['sanctions']>`array(
    select distinct given.kind ${presentSanctions(now)} order by given.kind)`
})
