import { accountRules } from '@stoa/accounts'
import { mayUpload } from '@stoa/accounts/pictures'
import { permissions, refuseUnless, type Actor } from '@stoa/core'

const rules = {
  /** Readers take a photo beside a name for a person who was checked. */
  upload: (actor: Actor) =>
    accountRules.speak(actor) ?? refuseUnless(mayUpload(actor.role), 403, 'forbidden'),
  remove: (actor: Actor) => refuseUnless(actor.role === 'admin', 403, 'forbidden')
}

export const { can, authorize } = permissions(rules)
