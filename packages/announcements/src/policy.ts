import { and, inArray, sql, type SQL } from 'drizzle-orm'
import { atLeast, notFound, permissions, refuseUnless, type Actor, type Context } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import {
  announcementCategories,
  announcementRevisions,
  announcements,
  announcementUpdates,
  type Content,
  type State
} from './schema.ts'

export const rules = {
  /** Admins, and staff with the capability, write announcements. */
  announce: accountRules.announce,
  follow: accountRules.participate,
  /** Nobody approves what they wrote themselves. */
  approve: (actor: Actor, editorIds: readonly number[]) =>
    refuseUnless(!editorIds.includes(actor.id), 403, 'second_person_needed')
}

export const { can, authorize } = permissions(rules)

const publicStates: State[] = ['published', 'expired', 'withdrawn']

export const isPublic = (state: State) => publicStates.includes(state)

/** Condition: announcements the actor may read. Every query over `announcements` starts here. */
export const visibleAnnouncements = (actor: Actor): SQL | undefined => {
  if (can.announce(actor)) return undefined
  const states = inArray(announcements.state, publicStates)
  return atLeast(actor.role, 'staff') ? states : and(states, inOpenCategory)
}

/** Condition: it concerns all categories, or one that is not staff-only. */
const inOpenCategory = sql`(
  not exists (select from ${announcementCategories}
    where ${announcementCategories.announcementId} = ${announcements.id})
  or exists (select from ${announcementCategories} join categories c
    on c.id = ${announcementCategories.categoryId} and c.rule <> 'staff_only'
    where ${announcementCategories.announcementId} = ${announcements.id}))`

export type Found = typeof announcements.$inferSelect

/**
 * Returns the announcement with this id.
 * @throws Problem 404, also if the actor may not read it
 */
export async function findAnnouncement({ db, actor }: Context, id: number): Promise<Found> {
  const [found] = await db
    .select()
    .from(announcements)
    .where(and(sql`${announcements.id} = ${id}`, visibleAnnouncements(actor)))
  if (!found) throw notFound()
  return found
}

/**
 * Whether the actor may see an image of an announcement, that is, may read a text with it. Only
 * writers read texts that wait for a second person. Of a withdrawn announcement only the correction
 * is shown.
 */
export async function canSeeAnnouncement(
  { db, actor }: Context,
  id: number,
  uploadId: string
): Promise<boolean> {
  const shown = can.announce(actor) ? undefined : isShown(uploadId)
  const rows = await db
    .select({ id: announcements.id })
    .from(announcements)
    .where(and(sql`${announcements.id} = ${id}`, visibleAnnouncements(actor), shown))
  return rows.length > 0
}

const isShown = (uploadId: string) => sql`case when ${announcements.state} = 'withdrawn'
  then position(${uploadId} in ${announcements.correction}::text) > 0
  else exists (select from ${announcementRevisions} r
      where r.announcement_id = ${announcements.id} and r.published_at is not null
        and position(${uploadId} in r.content::text) > 0)
    or exists (select from ${announcementUpdates} u
      where u.announcement_id = ${announcements.id}
        and position(${uploadId} in u.bodies::text) > 0) end`

/**
 * Locks an announcement until the transaction ends. The caller has checked that the actor writes
 * announcements.
 * @throws Problem 404
 */
export async function lockAnnouncement({ db }: Context, id: number): Promise<Found> {
  const [found] = await db
    .select()
    .from(announcements)
    .where(sql`${announcements.id} = ${id}`)
    .for('update')
  if (!found) throw notFound()
  return found
}

/**
 * Whether publication needs a second person: risk warnings and incidents, which fraudsters imitate,
 * and everything that leads out of the organisation.
 */
export const needsSecondPerson = ({ basis }: Pick<Content, 'basis'>, officialOnly: boolean) =>
  basis === 'risk' || basis === 'incident' || !officialOnly

/**
 * Whether the second person may approve after publication: for an incident that does not lead out
 * of the organisation.
 */
export const approvalMayFollow = ({ basis }: Pick<Content, 'basis'>, officialOnly: boolean) =>
  basis === 'incident' && officialOnly
