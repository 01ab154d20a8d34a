import { m } from '@stoa/messages'
import type { LogRow } from './shapes.ts'

/** How the log names an actor: by role. */
export const logRoleWords: Record<LogRow['actorRole'], () => string> = {
  system: m.web_log_system,
  member: m.web_log_member,
  service: m.web_role_service,
  volunteer: m.web_role_volunteer,
  staff: m.web_role_staff,
  admin: m.web_role_staff
}
