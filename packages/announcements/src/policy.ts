import { and, inArray, sql, type SQL } from 'drizzle-orm'
import { atLeast, notFound, permissions, refuseUnless, type Actor, type Context } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import { approveAsSecond, type Behind } from '@stoa/accounts/approvals'
import { visibleCategories } from '@stoa/threads'
import {
  announcementCategories,
  announcements,
  type BuiltInType,
  type Content,
  type Phase,
  type State
} from './schema.ts'

type Standing = Pick<typeof announcements.$inferSelect, 'state'>
type Withdrawable = Pick<typeof announcements.$inferSelect, 'state' | 'correction'>
type Versions = Pick<
  typeof announcements.$inferSelect,
  'state' | 'basis' | 'revision' | 'publicRevision'
>

const { announce, participate } = accountRules

const unpublished: State[] = ['draft', 'awaiting', 'scheduled']

/** Writers may, while the announcement is in one of the states. */
const writerIn =
  (states: State[], code: string) =>
  (actor: Actor, { state }: Standing) =>
    announce(actor) ?? refuseUnless(states.includes(state), 409, code)

const notDraft = 'announcement_not_draft'
const publish = writerIn(unpublished, notDraft)
const edit = writerIn([...unpublished, 'published'], 'announcement_over')
const withPublicText = writerIn(['published', 'expired'], 'announcement_not_public')

const isPending = ({ state, publicRevision, revision }: Versions) =>
  state === 'published' && publicRevision < revision

export const rules = {
  /** Admins, and staff with the capability, write announcements. */
  announce,
  follow: participate,
  /** Reading is confirmed by suspended members, too. */
  acknowledge: (_: Actor, found: Standing & { asksAcknowledgement: boolean }) =>
    refuseUnless(
      found.state === 'published' && found.asksAcknowledgement,
      ...([409, 'acknowledgement_not_asked'] as const)
    ),
  edit,
  publish,
  recall: publish,
  discard: publish,
  /** Without its passages that lead out. Risk warnings always need a second person. */
  publishClean: (actor: Actor, found: Versions, version: Content) =>
    refuseUnless(clearance(basesOf(found, version), true) !== 'wait', 409, notDraft) ??
    (isPending(found) ? announce(actor) : publish(actor, found)),
  update: writerIn(['published'], 'announcement_not_public'),
  reword: withPublicText,
  /** A withdrawn one lacks a correction until one is approved, and can be given another. */
  withdraw: (actor: Actor, found: Withdrawable) =>
    found.state === 'withdrawn' && found.correction === null
      ? announce(actor)
      : withPublicText(actor, found),
  expire: writerIn(['published'], 'announcement_over'),
  /** Who wrote no version. */
  approve: (actor: Actor, found: Standing, behind: Behind) =>
    edit(actor, found) ?? approveAsSecond(actor, behind),
  /** Who wrote neither the proposal nor any wording of the update that it rewords. */
  approveProposal: (actor: Actor, behind: Behind) =>
    announce(actor) ?? approveAsSecond(actor, behind)
}

export const { can, authorize } = permissions(rules)

const publicStates: State[] = ['published', 'expired', 'withdrawn']

export const isPublic = (state: State) => publicStates.includes(state)

/** Condition: announcements the actor may read. Every query over `announcements` starts here. */
export const visibleAnnouncements = (actor: Actor): SQL | undefined => {
  if (can.announce(actor)) return undefined
  const states = inArray(announcements.state, publicStates)
  return atLeast(actor.role, 'staff') ? states : and(states, inOpenCategory(readerOf(actor)))
}

/** Announcements are public also where a sign-in is needed to read threads. */
export const readerOf = (actor: Actor): Actor =>
  actor.role === 'guest' ? { ...actor, role: 'member' } : actor

/** Condition: it concerns all categories, or one that the reader may know of. */
const inOpenCategory = (reader: Actor) => sql`(
  not exists (select from ${announcementCategories}
    where ${announcementCategories.announcementId} = ${announcements.id})
  or exists (select from ${announcementCategories} join categories
    on categories.id = ${announcementCategories.categoryId}
    where ${announcementCategories.announcementId} = ${announcements.id}
      and ${visibleCategories(reader)}))`

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
 * Whether a text may be shown: immediately, immediately with a later approval, or after approval.
 */
export type Clearance = 'clear' | 'look_later' | 'wait'

/**
 * Returns the clearance of a text. Risk warnings, which fraudsters imitate, and everything that
 * leads out of the organisation wait for a second person, who may approve an incident later.
 * @param bases of the text and of the public one that it replaces, which has its own protection
 */
export function clearance(bases: readonly BuiltInType[], officialOnly: boolean): Clearance {
  if (!officialOnly || bases.includes('risk')) return 'wait'
  return bases.includes('incident') ? 'look_later' : 'clear'
}

/** The bases on which the clearance of a version depends. */
export const basesOf = ({ state, basis }: Pick<Found, 'state' | 'basis'>, version: Content) =>
  state === 'published' ? [basis, version.basis] : [version.basis]

/** Whether a proposal waits only for what leads out: each update, and not each correction. */
export const isCleanable = ({ basis }: Pick<Found, 'basis'>, { phase }: { phase: Phase | null }) =>
  phase !== null || clearance([basis], true) === 'clear'
