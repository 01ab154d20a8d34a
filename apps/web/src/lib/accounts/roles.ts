import { m } from '@stoa/messages'

export const roles = ['member', 'volunteer', 'staff', 'admin'] as const
export const capabilities = ['desk', 'announcements', 'articles', 'moderation'] as const

type Role = (typeof roles)[number]

export const roleWords: Record<Role | 'guest', () => string> = {
  guest: m.web_admin_role_member,
  member: m.web_admin_role_member,
  volunteer: m.web_admin_role_volunteer,
  staff: m.web_admin_role_staff,
  admin: m.web_admin_role_admin
}

export const roleHints: Record<Role, () => string> = {
  member: m.web_admin_role_member_hint,
  volunteer: m.web_admin_role_volunteer_hint,
  staff: m.web_admin_role_staff_hint,
  admin: m.web_admin_role_admin_hint
}

export const capabilityWords: Record<(typeof capabilities)[number], () => string> = {
  desk: m.web_admin_capability_desk,
  announcements: m.web_admin_capability_announcements,
  articles: m.web_admin_capability_articles,
  moderation: m.web_admin_capability_moderation
}

export const trustWords = {
  new: m.web_trust_new,
  basic: m.web_trust_basic,
  trusted: m.web_trust_trusted
}

/** What somebody with a role does: their capabilities, and the topics that `desk` covers. */
export type Duties = { capabilities: (typeof capabilities)[number][]; deskTopics: string[] }

/** Reads the fields of `DutyFields`. */
export const dutiesIn = (form: FormData): Duties => ({
  capabilities: capabilities.filter((one) => form.getAll('capabilities').includes(one)),
  deskTopics: form.getAll('deskTopics').map(String)
})
