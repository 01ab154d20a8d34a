import { emit, type Context } from '@stoa/core'

/** Mails about an account; the words of each are `accounts_mail_<template>_…`. */
export type AccountMail =
  | 'verification'
  | 'password_reset'
  | 'password_changed'
  | 'email_change'
  | 'email_undo'
  | 'freeze'
  | 'frozen'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'role_changed'
  | 'role_set_on_server'
  | 'power_proposed'
  | 'mail_test'
  | 'email_proof'
  | 'device_admission'

declare module '@stoa/core' {
  interface Events {
    /**
     * A mail is due. `userId` 0 without a token: nobody has the address that was asked for, and there
     * is nothing to send; the event is written all the same, so that both cases cost the same.
     */
    'account.mail': { userId: number; template: AccountMail; tokenId: number | null }
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
