import { m } from '@stoa/messages'

export const priorities = ['low', 'normal', 'high', 'urgent'] as const

export const priorityWords = {
  low: m.tickets_priority_low,
  normal: m.tickets_priority_normal,
  high: m.tickets_priority_high,
  urgent: m.tickets_priority_urgent
}
