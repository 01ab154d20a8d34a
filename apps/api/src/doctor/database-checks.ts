import { stateOfSigningKey } from '@stoa/announcements'
import { after } from '@stoa/core'
import { isDeliveryHeld } from '@stoa/core/effects'
import { commandLine } from '@stoa/core/release'
import { countOldDocuments } from '@stoa/search'
import { explainClock } from '../clock-offset.ts'
import { restoredNote } from '../readiness.ts'
import { broken, good, look, type Check } from './findings.ts'

const maxWait = 60_000

export const checkDatabase: Check = async ({ connection: { sql } }) => {
  const asked = performance.now()
  const [row] = await sql<{ version: string }[]>`
    select current_setting('server_version') as version`
  const took = Math.ceil(performance.now() - asked)
  return good(`PostgreSQL ${row?.version} answers in ${took} ms.`)
}

export const checkClock: Check = async ({ connection }) => {
  const words = await explainClock(connection)
  return words ? broken(words) : good('The clocks of this machine and of the database agree.')
}

export const checkJobs: Check = async ({ connection: { sql } }) => {
  const [row] = await sql<{ failed: number }[]>`
    select count(*) as failed from graphile_worker.jobs where attempts >= max_attempts`
  if (!row?.failed) return good('No job has failed permanently.')
  return look(`${row.failed} failed permanently: see why at /admin/jobs, and run them again there.`)
}

const backlogAfter = 5 * 60_000

export const checkBacklog: Check = async ({ connection: { sql }, now }) => {
  const [row] = await sql<{ count: number; minutes: number }[]>`
    select count(*), floor(extract(epoch from ${now}::timestamptz - min(run_at)) / 60)::int as minutes
    from graphile_worker.jobs where locked_at is null and attempts < max_attempts
      and run_at < ${after(now, -backlogAfter)}`
  if (!row?.count) return good('No job has waited for more than five minutes.')
  return look(
    `${row.count} jobs wait, the oldest for ${row.minutes} minutes: start a server whose STOA_ROLE is ` +
      'worker, or one more.'
  )
}

const cleaningLateAfter = 48 * 3600_000

/** Cleaning runs every hour; a forum younger than two days may not have been cleaned yet. */
export const checkRetention: Check = async ({ connection: { sql }, now }) => {
  const late = after(now, -cleaningLateAfter)
  const [row] = await sql<{ ran: boolean; last: string | null; young: boolean }[]>`
    select coalesce(bool_and(ran_at > ${late}), false) as ran, min(ran_at)::text as last,
      not exists (select from users where created_at < ${late}) as young
    from (select max(ran_at) as ran_at from retention_runs group by period) latest`
  if (row?.ran || (row?.young && row.last === null))
    return good('Data that is over its retention period was deleted within two days.')
  return look(
    `Data that is over its retention period was last deleted ${row?.last ?? 'never'}: start a server ` +
      'whose STOA_ROLE is all or worker, and see /admin/jobs and /admin/retention.'
  )
}

export const checkEvents: Check = async ({ connection: { sql }, now }) => {
  const [row] = await sql<{ late: number }[]>`select count(*) as late from events
    where dispatched_at is null and created_at < ${after(now, -maxWait)}`
  if (!row?.late) return good('All events have had their effects.')
  return look(
    `${row.late} events wait for their effects, such as mails: start a ` +
      'server whose STOA_ROLE is all or worker.'
  )
}

export const checkDelivery: Check = async ({ connection }) =>
  (await isDeliveryHeld(connection)) ? look(restoredNote) : good('Mail and webhooks are not held.')

export const checkSearch: Check = async ({ connection: { sql, db }, now }) => {
  const [row] = await sql<{ missing: number }[]>`select count(*) as missing from posts
    where state = 'visible' and created_at < ${after(now, -maxWait)}
      and not exists (select from search_documents where post_id = posts.id)`
  if (row?.missing)
    return look(`${row.missing} posts are not indexed: run "${commandLine} reindex".`)
  const old = await countOldDocuments(db)
  if (old === 0) return good('All posts are indexed.')
  return look(
    `All posts are indexed, ${old} of them by an older version: a server whose STOA_ROLE is ` +
      'all or worker is updating them, and searches take longer meanwhile.'
  )
}

export const checkTeam: Check = async ({ connection: { sql }, configuration }) => {
  const team = await sql<{ username: string; role: string; safe: boolean }[]>`
    select username, role, confirmed_at is not null or (demo and ${configuration.demo}) as safe
    from users left join second_factors on user_id = users.id
    where role <> 'member' and erased_at is null order by username_key`
  const powerless = team.filter(({ safe }) => !safe).map(({ username }) => username)
  if (!team.some(({ role, safe }) => role === 'admin' && safe))
    return look(`No admin has a second factor: "${commandLine} setup-link" prints a link for one.`)
  const aside = configuration.demo ? ', accounts of the demo aside' : ''
  if (powerless.length === 0) return good(`All accounts with a role have a second factor${aside}.`)
  return look(`Without a second factor, and so without rights: ${powerless.join(', ')}.`)
}

export const checkSigning: Check = async ({ connection: { db }, ports }) => {
  const state = await stateOfSigningKey({ db, ports })
  if (state === 'none') return good('The first announcement creates the signing key.')
  if (state === 'readable') return good('The signing key of announcements can be decrypted.')
  return broken(
    'The key that signs announcements was sealed with another STOA_SECRET, so none can be published: ' +
      `name that secret in STOA_PREVIOUS_SECRET, or run "${commandLine} keys:rotate".`
  )
}
