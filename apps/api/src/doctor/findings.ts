import type { Configuration } from '@stoa/core'
import type { Forum } from '../forum.ts'

/** What a check found: all is well, something wants to be looked at, or something does not work. */
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

/** Looks at one thing and says what it found, with what to do about it. */
export type Check = (patient: Patient) => Promise<Finding>

export const good = (words: string): Finding => ({ level: 'good', words })
export const look = (words: string): Finding => ({ level: 'look', words })
export const broken = (words: string): Finding => ({ level: 'broken', words })
