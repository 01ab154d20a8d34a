import {
  after,
  holds,
  outranks,
  permissions,
  refuseUnless,
  type Actor,
  type Role
} from '@stoa/core'
import { accountRules, type SanctionKind } from '@stoa/accounts'
import { moderates, threadRules } from '@stoa/threads'

const undoWithin = 10 * 60_000
/** Milliseconds within which moderators undo their own sweep: as long as it silences. */
export const sweepUndoable = 24 * 3600_000

const moderateAll = (actor: Actor) =>
  refuseUnless(holds(actor, 'moderation'), 403, 'capability_missing')

type ByModerator = { byId: number }

/** Permissions to moderate, apart from conflicts of interest. */
export const rules = {
  report: accountRules.report,
  hide: threadRules.hide,
  suspend: moderateAll,
  /** Volunteers warn and silence in their categories. */
  sanction: (actor: Actor, { kind, categoryId }: { kind: SanctionKind; categoryId?: number }) =>
    (kind === 'suspension' ? moderateAll(actor) : null) ??
    refuseUnless(categoryId === undefined || moderates(actor, categoryId), 403, 'forbidden'),
  /** With the capability `moderation`, or within ten minutes of giving it. */
  liftSanction: (
    actor: Actor,
    { byId, createdAt }: ByModerator & { createdAt: string },
    now: string
  ) => (byId === actor.id && createdAt > after(now, -undoWithin) ? null : moderateAll(actor)),
  /** A release also lets further texts of the campaign be published. */
  approveCampaign: accountRules.participate,
  sweep: (actor: Actor, { trust }: { trust?: string }) =>
    refuseUnless(trust === 'new' || holds(actor, 'moderation'), 403, 'only_new_members'),
  /** With the capability `moderation`, or within a day of its last batch. */
  undoSweep: (actor: Actor, { byId, at }: ByModerator & { at: string }, now: string) =>
    byId === actor.id && at > after(now, -sweepUndoable) ? null : moderateAll(actor),
  /** Of all that a moderator did since a time. */
  reverse: (actor: Actor, { role }: { role: Role }) =>
    moderateAll(actor) ?? refuseUnless(outranks(actor, role), 403, 'role_not_below'),
  /** Whom `appeal-eligibility.ts` lets decide, if they are a person. */
  decideAppeal: accountRules.participate,
  reopenAppeal: (actor: Actor, { sanctionId }: { sanctionId: number | null }) =>
    sanctionId === null ? null : moderateAll(actor)
}

export const { can, authorize } = permissions(rules)
