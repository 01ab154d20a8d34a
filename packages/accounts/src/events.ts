import { emit, type Context } from '@stoa/core'
import type { AccountMail } from './mail/templates.ts'

declare module '@stoa/core' {
  interface Events {
    /**
     * A mail is due. `userId` 0 without a token means that no account has the address: nothing is
     * sent, but the event is stored, so that both cases cost the same.
     */
    'account.mail': {
      userId: number
      template: AccountMail
      tokenId: number | null
      /** The recipient, if it is neither the present address nor the token's. */
      addressId?: number
      /** For an invitation, which is sent to the address it names. */
      invitationId?: number
    }
    /**
     * The rule of joining changed, or whether anybody may join. Every page for guests may show it.
     */
    'sign_up.changed': Record<string, never>
    /** The next members are to be mailed about the date from which providers are the only way in. */
    'sign_in.mailing_due': { mailingId: number }
    /** The account is frozen, because the holder of one of its addresses reported it as stolen. */
    'account.reported_stolen': { userId: number }
    /** The owner is notified, at once and each day, that somebody reported the second factor as lost. */
    'account.factor_lost': { userId: number }
    /** The owner closed the account. It is hidden for seven days before it is erased. */
    'user.hidden': { userId: number }
    'user.shown': { userId: number }
    /** An admin sends the invitations of an import. */
    'people.invited': { importId: number }
    /** The user has another name. The old one leads to them. */
    'user.renamed': { userId: number }
    /** The use of an uploaded picture may be gone. */
    'user.picture_changed': { userId: number }
    'user.verified': { userId: number }
    'user.role_changed': { userId: number }
    /** What waited for a second person was approved, refused or withdrawn, or took effect by itself. */
    'approval.decided': { approvalId: number }
    'provider.removed': { providerId: number }
    /** Whether a power needs a passkey. */
    'staff_passkeys.changed': Record<string, never>
    /** The forum was opened to guests, or to those who signed in only. */
    'reading.changed': Record<string, never>
    /** A group was created, renamed or deleted, or many members were added to it at once. */
    'group.changed': { groupId: number }
    'user.erased': { userId: number }
    /** Role, sanctions or sessions changed, so cached data of the user is stale. */
    'actor.changed': { userId: number }
  }
}

/** Queues a mail about the account of `userId`, in the transaction of `ctx`. */
export const mailLater = (
  ctx: Context,
  template: AccountMail,
  userId: number,
  tokenId: number | null = null
) => emit(ctx, 'account.mail', { userId, template, tokenId })

/** Queues a mail to a former address of the account. */
export const mailAddressLater = (
  ctx: Context,
  template: AccountMail,
  { id: addressId, userId }: { id: number; userId: number }
) => emit(ctx, 'account.mail', { userId, template, tokenId: null, addressId })
