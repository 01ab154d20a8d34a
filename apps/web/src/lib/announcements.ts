import { m } from '@stoa/messages'
import type { AnnouncementRow, Service } from './shapes.ts'
import type { IconName } from '#lib/ui/icons.ts'

type Basis = AnnouncementRow['basis']
type Severity = AnnouncementRow['severity']
type State = AnnouncementRow['state']

/** Icons of announcement types, by the built-in type whose rules they follow. */
export const basisIcons: Record<Basis, IconName> = {
  incident: 'danger',
  maintenance: 'settings',
  risk: 'shield',
  feature: 'plus',
  info: 'info'
}

export const severityWords: Record<Severity, () => string> = {
  normal: m.announcements_severity_normal,
  important: m.announcements_severity_important,
  critical: m.announcements_severity_critical
}

export const severities = Object.keys(severityWords) as Severity[]

export const phaseWords: Record<string, () => string> = {
  investigating: m.announcements_phase_investigating,
  identified: m.announcements_phase_identified,
  monitoring: m.announcements_phase_monitoring,
  resolved: m.announcements_phase_resolved,
  planned: m.announcements_phase_planned,
  started: m.announcements_phase_started,
  finished: m.announcements_phase_finished,
  unconfirmed: m.announcements_phase_unconfirmed
}

export const serviceWords: Record<Service['state'], () => string> = {
  outage: m.announcements_service_outage,
  degraded: m.announcements_service_degraded,
  maintenance: m.announcements_service_maintenance,
  operational: m.announcements_service_operational
}

/** Look of a service's state: the class of its chip and its icon. */
export const serviceLooks: Record<Service['state'], [tone: string, icon: IconName]> = {
  outage: ['danger', 'danger'],
  degraded: ['escalated', 'danger'],
  maintenance: ['official', 'settings'],
  operational: ['solved', 'solved']
}

/** Phases of an incident or a maintenance, in order. */
export const phasesByType: Partial<Record<Basis, readonly string[]>> = {
  incident: ['investigating', 'identified', 'monitoring', 'resolved'],
  maintenance: ['planned', 'started', 'finished']
}

export const stateWords: Record<State, () => string> = {
  draft: m.announcements_state_draft,
  awaiting: m.announcements_state_awaiting,
  scheduled: m.announcements_state_scheduled,
  published: m.announcements_state_published,
  expired: m.announcements_state_expired,
  withdrawn: m.announcements_state_withdrawn
}

type Standing = { basis: Basis; phase: string | null; state?: State }

/** Tone of an announcement: danger while it is active, calm when it has ended. */
export function toneOf({ basis, phase, state = 'published' }: Standing) {
  if (state === 'expired' || state === 'withdrawn') return 'info'
  if (phase === 'resolved' || phase === 'finished') return 'solved'
  if (basis === 'incident' || basis === 'risk') return 'danger'
  return basis === 'maintenance' ? 'escalated' : 'official'
}

/**
 * One word for an announcement's state: its phase while it is active, else how it ended. Undefined
 * if it is just active.
 */
export function standingOf({
  phase,
  state = 'published'
}: Omit<Standing, 'basis'>): string | undefined {
  if (state !== 'published' && state !== 'expired') return stateWords[state]()
  const over = state === 'expired' && phase !== 'resolved' && phase !== 'finished'
  if (over) return stateWords.expired()
  return phase === null ? undefined : phaseWords[phase]?.()
}
