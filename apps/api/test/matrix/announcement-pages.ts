import { announcer, announce } from '../announcements/writing.ts'
import { type PageRow, forGuests, onAnnouncement, onSource, forStaff } from './page-rows.ts'

export const announcementPages: Record<string, PageRow> = {
  '/announcements': forGuests(
    '/announcements',
    'announcements.archive',
    'announcements.services',
    'announcements.types',
    'announcements.list'
  ),
  '/announcements/[id=id]/[[slug=slug]]': onAnnouncement('guest', ''),
  '/announcements/[id=id]/history': onAnnouncement('guest', 'history', 'announcements.revisions'),
  '/announcements/[id=id]/edit': {
    ...onSource('edit'),
    calls: ['announcements.services', 'announcements.source', 'announcements.types']
  },
  '/announcements/[id=id]/publish': onSource('publish'),
  '/announcements/[id=id]/update': onAnnouncement('staff', 'update', 'announcements.source'),
  '/announcements/[id=id]/update/[updateId=id]': {
    ...onAnnouncement('staff', '', 'announcements.updateSource'),
    async path({ forum }) {
      const author = await announcer(forum)
      const id = await announce(author, { type: 'maintenance' })
      const update = { phase: 'started', translations: { en: 'It began.' } }
      const { body } = await author.post(`/announcements/${id}/updates`, update)
      return `/announcements/${id}/update/${body.id}`
    }
  },
  '/announcements/[id=id]/withdraw': onAnnouncement('staff', 'withdraw', 'announcements.source'),
  '/announcements/new': forStaff(
    '/announcements/new',
    'announcements.services',
    'announcements.templates',
    'announcements.types'
  ),
  '/announcements/work': forStaff('/announcements/work', 'announcements.work'),
  '/announcements/templates': forStaff('/announcements/templates', 'announcements.templates'),
  '/announcements/templates/[type=key]/[language=language]': forStaff(
    '/announcements/templates/incident/zh-CN',
    'announcements.templateHistory',
    'announcements.templates'
  )
}
