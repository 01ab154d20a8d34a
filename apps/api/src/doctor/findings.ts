import type { Configuration } from '@stoa/core/server'
import type { Forum } from '../forum.ts'

/** The result of a check: good, worth a look, or broken. */
export type Finding = { level: 'good' | 'look' | 'broken'; words: string }

export type Patient = Pick<Forum, 'connection' | 'ports'> & {
  configuration: Pick<
    Configuration,
    | 'origin'
    | 'dataDirectory'
    | 'smtpUrl'
    | 'smtpTls'
    | 'mailFrom'
    | 'demo'
    | 'role'
    | 'securityContact'
  >
  /** ISO 8601. */
  now: string
}

/** A check returns its result and what to do about it. */
export type Check = (patient: Patient) => Promise<Finding>

export const good = (words: string): Finding => ({ level: 'good', words })
export const look = (words: string): Finding => ({ level: 'look', words })
export const broken = (words: string): Finding => ({ level: 'broken', words })
