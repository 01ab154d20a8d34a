import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator'
import { maintenanceCalendar, type CalendarEntry } from '@stoa/announcements'
import { notFound, type Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import { sendDocument, type DocumentParts } from './documents.ts'

type Params = { id?: string }
type Asked = FastifyRequest<{ Params: Params }>

const type = 'text/calendar; charset=utf-8'
const hour = 3600

/**
 * Maintenance as iCalendar (RFC 5545), by language (`?lang=`): all of it to subscribe to, and one
 * announcement to add to a calendar.
 */
export function calendar(app: FastifyInstance, parts: DocumentParts): void {
  const answer = (request: Asked, reply: FastifyReply) => {
    const ctx = guestContext(parts, request)
    const { id } = request.params
    return sendDocument(parts, request, reply, {
      name: 'announcements.calendar',
      key: `calendar ${ctx.locale} ${id ?? ''}`,
      type,
      write: () => write(parts.origin, ctx, id)
    })
  }
  app.get('/announcements/maintenance.ics', answer)
  app.get('/announcements/:id(^\\d{1,15}$)/calendar.ics', answer)
}

async function write(origin: string, ctx: Context, id: string | undefined): Promise<string> {
  const entries = await maintenanceCalendar(ctx, id === undefined ? undefined : Number(id))
  if (id !== undefined && entries.length === 0) throw notFound()
  const { name: forum } = await siteWords(ctx)
  const name = m.announcements_calendar_name({ forum }, { locale: ctx.locale })
  const written = ical({
    ...{ name, ttl: hour, method: ICalCalendarMethod.PUBLISH },
    prodId: { company: new URL(origin).hostname, product: 'announcements' },
    url: `${origin}/announcements`
  })
  for (const entry of entries) written.createEvent(eventOf(origin, entry))
  return written.toString()
}

// Times are in UTC, which calendars show in the reader's zone. The times of the file are those of the
// announcement, so that the same content is the same file.
const eventOf = (origin: string, entry: CalendarEntry): ICalEventData => ({
  id: `announcement-${entry.id}@${new URL(origin).hostname}`,
  sequence: entry.sequence,
  status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  summary: entry.title,
  description: entry.description,
  url: `${origin}${entry.url}`,
  start: new Date(entry.startsAt),
  end: entry.endsAt === null ? null : new Date(entry.endsAt),
  created: new Date(entry.publishedAt),
  lastModified: new Date(entry.changedAt),
  stamp: new Date(entry.changedAt)
})
