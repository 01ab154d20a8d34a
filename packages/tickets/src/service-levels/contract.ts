import { z } from 'zod'
import { deskTopicShape, editedRevision, isTimeZone, snapshotShape } from '@stoa/core/contract'
import { priorities } from '../lifecycle/states.ts'

const priority = z.enum(priorities)
const minutes = z
  .number()
  .int()
  .min(5)
  .max(60 * 24 * 60)
/** Minutes of business hours. */
const target = z
  .object({ firstResponse: minutes, resolution: minutes })
  .refine(({ firstResponse, resolution }) => firstResponse <= resolution, {
    path: ['resolution'],
    message: 'field_tickets_target'
  })
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field_tickets_clock')
const opening = z
  .object({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => to === '00:00' || from < to, {
    path: ['to'],
    message: 'field_tickets_clock'
  })
const weeksOfYear = 52
const hour = 60
const minutesOf = (clockTime: string) =>
  Number(clockTime.slice(0, 2)) * hour + Number(clockTime.slice(3))
const openOn = ({ from, to }: z.output<typeof opening>) =>
  (minutesOf(to) || 24 * hour) - minutesOf(from)

type Reached = Pick<ServiceLevels, 'week' | 'targets' | 'exceptions'>

/** Whether every target fits into a year of business hours; a longer one would never be due. */
function areTargetsReachable({ week, targets, exceptions }: Reached): boolean {
  const weekly = week.reduce((sum, opening) => sum + (opening ? openOn(opening) : 0), 0)
  const resolutions = [...Object.values(targets), ...exceptions].map(({ resolution }) => resolution)
  // A week without hours is refused by its own rule.
  return weekly === 0 || Math.max(...resolutions) <= weeksOfYear * weekly
}

const levels = z.object({
  timeZone: z.string().max(60).refine(isTimeZone, 'field_tickets_zone'),
  /** From Monday to Sunday, local time; null: closed; `to: '00:00'` is the end of the day. */
  week: z
    .array(opening.nullable())
    .length(7)
    .refine((week) => week.some((day) => day !== null), 'field_tickets_never_open'),
  /** Local days on which the desk is closed. */
  holidays: z.array(z.iso.date('field_tickets_day')).max(400),
  targets: z.record(priority, target),
  /** Targets for single topics. */
  exceptions: z.array(target.safeExtend({ topic: deskTopicShape, priority })).max(200),
  /** Hours during which a requester may object to a publication; 0 publishes immediately. */
  objectionHours: z.number().int().min(0).max(720).default(24)
})

/** Response targets and business hours of the desk. */
export type ServiceLevels = z.output<typeof levels>

export const serviceLevelsInput = levels.refine(areTargetsReachable, {
  path: ['week'],
  message: 'field_tickets_hours'
})

export const serviceLevelsChange = serviceLevelsInput.safeExtend(editedRevision)
export const shownServiceLevels = serviceLevelsInput.safeExtend({ snapshot: snapshotShape })
