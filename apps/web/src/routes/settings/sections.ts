import { m } from '@stoa/messages'
import type { Section } from '#lib/frame/sections.ts'

const passwordPath = '/settings/password'

const sections: Section[] = [
  { path: '/settings', title: m.web_settings_profile },
  { path: '/settings/notifications', title: m.web_notifications_title },
  { path: '/settings/muted', title: m.web_settings_muted },
  { path: '/settings/groups', title: m.accounts_groups_own },
  { path: '/settings/email', title: m.web_email },
  { path: passwordPath, title: m.web_password },
  { path: '/settings/security', title: m.web_settings_security },
  { path: '/settings/sessions', title: m.web_settings_sessions },
  { path: '/settings/tokens', title: m.web_settings_tokens },
  { path: '/settings/data', title: m.web_settings_data }
]

/**
 * Pages of the settings in the order of the menu.
 * @param hasPasswords false where providers are the only way in
 */
export const settingsSections = (hasPasswords: boolean): Section[] =>
  hasPasswords ? sections : sections.filter(({ path }) => path !== passwordPath)
