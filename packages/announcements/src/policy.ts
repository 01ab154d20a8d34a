import { and, inArray, sql, type SQL } from 'drizzle-orm'
import { atLeast, checkHolds, holds, notFound, type Actor, type Context } from '@stoa/core'
import { checkMaySpeak, maySpeak } from '@stoa/accounts'
import {
  announcementCategories,
  announcementRevisions,
  announcements,
  announcementUpdates,
  type Content,
  type State
} from './schema.ts'

/** Admins, and staff who were given it. */
export const canAnnounce = (actor: Actor): boolean =>
  maySpeak(actor) && holds(actor, 'announcements')

/** @throws Problem 401 for guests, 403 `capability_missing` for who does not write announcements */
export function checkMayAnnounce(actor: Actor): void {
  checkMaySpeak(actor)
  checkHolds(actor, 'announcements')
}

const publicStates: State[] = ['published', 'expired', 'withdrawn']

export const isPublic = (state: State) => publicStates.includes(state)

/** Announcements the actor may read. Every query over `announcements` starts here. */
export const visibleAnnouncements = (actor: Actor): SQL | undefined => {
  if (canAnnounce(actor)) return undefined
  const states = inArray(announcements.state, publicStates)
  return atLeast(actor.role, 'staff') ? states : and(states, inOpenCategory)
}

/** It concerns everybody, or a category that everybody knows. */
const inOpenCategory = sql`(
  not exists (select from ${announcementCategories}
    where ${announcementCategories.announcementId} = ${announcements.id})
  or exists (select from ${announcementCategories} join categories c
    on c.id = ${announcementCategories.categoryId} and c.rule <> 'staff_only'
    where ${announcementCategories.announcementId} = ${announcements.id}))`

export type Found = typeof announcements.$inferSelect

/**
 * The announcement of this id, if the actor may read it.
 * @throws Problem 404
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
 * Whether the actor may see an image of an announcement: whoever may read words that show it. Those that
 * wait for a second person are read by writers alone; those of a withdrawn one are taken back, all but
 * its correction.
 */
export async function canSeeAnnouncement(
  { db, actor }: Context,
  id: number,
  uploadId: string
): Promise<boolean> {
  const shown = canAnnounce(actor) ? undefined : isShown(uploadId)
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
 * The announcement of this id, for those who write them, locked until the transaction ends.
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
 * Whether one person alone may not send it out: warnings and incidents, which fraud imitates, and
 * whatever leads out of the organisation's own sites.
 */
export const needsSecondPerson = ({ basis }: Pick<Content, 'basis'>, officialOnly: boolean) =>
  basis === 'risk' || basis === 'incident' || !officialOnly

/** In an incident the second person may look later, as long as nothing leads elsewhere. */
export const approvalMayFollow = ({ basis }: Pick<Content, 'basis'>, officialOnly: boolean) =>
  basis === 'incident' && officialOnly
