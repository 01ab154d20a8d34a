/** The page of each mailed link. All are forms, because opening a link must change nothing. */
export const pages: Record<string, string> = {
  verification: '/verify-email',
  account_activation: '/choose-password',
  password_reset: '/reset-password',
  email_change: '/settings/email',
  email_undo: '/undo-email-change',
  email_lost: '/undo-email-change',
  email_lost_by_factor: '/undo-email-change',
  closing_cancel: '/keep-account',
  closed_by_admin: '/keep-account',
  freeze: '/freeze-account',
  device_admission: '/admit-device',
  mail_test: '/admin/mail',
  factor_lost: '/keep-second-factor',
  factor_lost_by_staff: '/keep-second-factor',
  factor_replaceable: '/keep-second-factor',
  factor_replaced: '/freeze-account'
}

/** The page that a mail without a token leads to. */
export const pagesWithoutToken: Record<string, string> = {
  address_taken: '/reset-password',
  email_asked: '/freeze-account',
  email_undone: '/prove-email?next=/tickets/new',
  frozen: '/reset-password',
  password_changed: '/reset-password',
  role_changed: '/sign-in',
  picture_refused: '/settings',
  picture_removed: '/settings',
  role_set_on_server: '/admin/people',
  admin_created_by_link: '/admin/people/team',
  power_proposed: '/pending-changes',
  factor_kept: '/settings/password',
  factor_loss_proposed: '/pending-changes',
  factor_loss_by_server: '/admin/audit',
  admin_recovery: '/admin/audit',
  access_ended: '/freeze-account',
  mail_phrase_set: '/settings/security/phrase',
  mail_phrase_removed: '/settings/security/phrase',
  second_factor_on: '/settings/security',
  identity_linked: '/settings/security',
  provider_unreachable: '/admin/sign-in',
  identity_unlinked: '/settings/security',
  passkey_added: '/settings/security',
  passkey_removed: '/settings/security',
  passkey_cloned: '/settings/security',
  second_factor_off: '/settings/security'
}
