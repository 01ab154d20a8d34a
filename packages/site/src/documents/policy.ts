import { permissions, refuseUnless, type Actor } from '@stoa/core'

export const rules = {
  /** Admins write documents. */
  write: (actor: Actor) => refuseUnless(actor.role === 'admin', 403, 'forbidden'),
  /** Who wrote part of a version does not approve it, unless one person's word is enough. */
  publish: (
    actor: Actor,
    { needsSecondPerson, writerIds }: { needsSecondPerson: boolean; writerIds: readonly number[] }
  ) =>
    rules.write(actor) ??
    refuseUnless(!needsSecondPerson || !writerIds.includes(actor.id), 403, 'second_person_needed')
}

export const { can, authorize } = permissions(rules)
