type Template = {
  /** The page of its link, with the token if there is one. A form, as opening a link changes nothing. */
  page?: string
  /** It has a code, to type in where it was requested. */
  code?: true
  /** Anybody who knows the address can request it, so it must not use up the budget of other mails. */
  anybody?: true
  /** Sent even while delivery is held: it undoes a change, or its reader waits for it at the screen. */
  urgent?: true
}

/** The mails about an account. Their texts are `accounts_mail_<template>_…`. */
const templates = {
  verification: { page: '/verify-email', code: true, anybody: true },
  account_activation: { page: '/choose-password' },
  password_reset: { page: '/reset-password', anybody: true },
  password_changed: { page: '/reset-password' },
  email_change: { page: '/settings/email', anybody: true },
  email_undo: { page: '/undo-email-change', urgent: true },
  email_asked: { page: '/freeze-account' },
  email_lost: { page: '/undo-email-change', urgent: true },
  email_lost_by_factor: { page: '/undo-email-change', urgent: true },
  email_undone: { page: '/prove-email?next=/tickets/new' },
  freeze: { page: '/freeze-account', urgent: true },
  freeze_code: { code: true, anybody: true },
  frozen: { page: '/reset-password' },
  closing_cancel: { page: '/keep-account', urgent: true },
  closed_by_admin: { page: '/keep-account' },
  second_factor_on: { page: '/settings/security' },
  second_factor_off: { page: '/settings/security' },
  authenticator_removed: { page: '/settings/security' },
  factor_loss_code: { code: true, anybody: true },
  factor_lost: { page: '/keep-second-factor', urgent: true },
  factor_lost_by_staff: { page: '/keep-second-factor', urgent: true },
  factor_replaceable: { page: '/keep-second-factor', urgent: true },
  factor_kept: { page: '/settings/password' },
  factor_replaced: { page: '/freeze-account', urgent: true },
  factor_loss_proposed: { page: '/approvals' },
  factor_loss_by_server: { page: '/admin/audit' },
  admin_recovery: { page: '/admin/audit' },
  identity_linked: { page: '/settings/security' },
  identity_unlinked: { page: '/settings/security' },
  provider_unreachable: { page: '/admin/sign-in' },
  passkey_added: { page: '/settings/security' },
  passkey_removed: { page: '/settings/security' },
  passkey_cloned: { page: '/settings/security' },
  access_ended: { page: '/freeze-account' },
  mail_phrase_set: { page: '/settings/security/phrase' },
  mail_phrase_removed: { page: '/settings/security/phrase' },
  role_changed: { page: '/sign-in' },
  picture_refused: { page: '/settings' },
  picture_removed: { page: '/settings' },
  role_set_on_server: { page: '/admin/people' },
  admin_created_by_link: { page: '/admin/people/team' },
  power_proposed: { page: '/approvals' },
  mail_test: { page: '/admin/mail', code: true, urgent: true },
  email_proof: { code: true, anybody: true },
  device_admission: { page: '/admit-device', urgent: true },
  invitation: {},
  sign_in_mode_proposed: { page: '/approvals' },
  provider_client_proposed: { page: '/approvals' },
  provider_trust_proposed: { page: '/approvals' },
  passkey_rule_proposed: { page: '/approvals' },
  passkey_required: { page: '/settings/security' },
  link_due: { page: '/link-account' },
  link_moved: { page: '/link-account' },
  link_reminder: { page: '/link-account' },
  link_withdrawn: { page: '/sign-in' },
  link_team: { page: '/settings/security' },
  link_requested: { page: '/link-account', anybody: true },
  address_taken: { page: '/reset-password', anybody: true },
  role_invitation: {}
} satisfies Record<string, Template>

export type AccountMail = keyof typeof templates

export const templateOf = (name: AccountMail): Template => templates[name]
