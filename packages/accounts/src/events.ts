import { emit, type Context } from '@stoa/core'

/** Mails about an account; the words of each are `accounts_mail_<template>_…`. */
export type AccountMail =
  | 'verification'
  | 'password_reset'
  | 'password_changed'
  | 'email_change'
  | 'email_undo'
  | 'email_asked'
  | 'email_lost'
  | 'email_lost_by_factor'
  | 'email_undone'
  | 'freeze'
  | 'freeze_code'
  | 'frozen'
  | 'closing_cancel'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'role_changed'
  | 'role_set_on_server'
  | 'power_proposed'
  | 'mail_test'
  | 'email_proof'
  | 'device_admission'
  | 'invitation'

declare module '@stoa/core' {
  interface Events {
    /**
     * A mail is due. `userId` 0 without a token: nobody has the address that was asked for, and there
     * is nothing to send; the event is written all the same, so that both cases cost the same.
     */
    'account.mail': {
      userId: number
      template: AccountMail
      tokenId: number | null
      /** The address that it goes to, where that is not the present one nor the token's. */
      addressId?: number
      /** Of an invitation, which goes to the address that it names. */
      invitationId?: number
    }
    /** How people join, or whether anybody may: every page that guests see may say so. */
    'sign_up.changed': Record<string, never>
    /** Somebody who has the account, or an address of it, says that it was stolen; it is frozen. */
    'account.reported_stolen': { userId: number }
    /** Its owner closes the account: for seven days it is only hidden. */
    'user.hidden': { userId: number }
    'user.shown': { userId: number }
    'user.verified': { userId: number }
    'user.role_changed': { userId: number }
    /** A change of who speaks officially, or where, was confirmed, was stopped, or counts after a day. */
    'change.decided': { changeId: number }
    'user.erased': { userId: number }
    /** Role, sanctions or sessions changed: what is cached about the user no longer holds. */
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

/** Queues a mail to an address that the account has no more. */
export const mailAddressLater = (
  ctx: Context,
  template: AccountMail,
  { id: addressId, userId }: { id: number; userId: number }
) => emit(ctx, 'account.mail', { userId, template, tokenId: null, addressId })
