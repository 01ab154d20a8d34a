import type { Locale } from '@stoa/core'

/** Built-in types; each has rules of its own. */
export const builtInTypes = ['info', 'maintenance', 'feature', 'risk', 'incident'] as const
export type BuiltInType = (typeof builtInTypes)[number]

export const severities = ['normal', 'important', 'critical'] as const
export type Severity = (typeof severities)[number]

/** `awaiting`: a second person has to approve it before publication. */
export const states = [
  'draft',
  'awaiting',
  'scheduled',
  'published',
  'expired',
  'withdrawn'
] as const
export type State = (typeof states)[number]

export const incidentPhases = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenancePhases = ['planned', 'started', 'finished'] as const
export const phases = [...incidentPhases, ...maintenancePhases] as const
export type Phase = (typeof phases)[number]

/** Whether the announcement opens a discussion thread, and whether that closes when it expires. */
export const discussions = ['none', 'open', 'open_until_expiry'] as const

/** `cleaned`: published without the passages that led out of the organisation. */
export const proposalOutcomes = ['approved', 'cleaned', 'discarded', 'dropped'] as const

export type Texts = Partial<Record<Locale, { title: string; body: string }>>
export type Bodies = Partial<Record<Locale, string>>

/** HTML of bodies, with the version of the renderer that made it. */
export type StoredHtml = { version: number; html: Bodies }

/** Content of one version of an announcement. */
export type Content = {
  /** Key of its type. */
  type: string
  /** Built-in type whose rules it follows. */
  basis: BuiltInType
  severity: Severity
  services: string[]
  /** Ids of categories; empty: all. */
  categories: number[]
  texts: Texts
  publishAt: string | null
  expiresAt: string | null
  /** Window of a maintenance, or begin of an incident. */
  startsAt: string | null
  endsAt: string | null
  /** Lower `order` comes first. */
  pin: { until: string; order: number } | null
  discussion: (typeof discussions)[number]
  /** Members are asked to confirm that they have read it. Absent in older versions. */
  asksAcknowledgement?: boolean
}
