/** The demo's texts, read from `apps/api/demo` and checked when this module is loaded. */
export { demoAnnouncements, type DemoAnnouncement } from './texts/announcements.ts'
export { demoArticleTimes } from './texts/articles.ts'
export {
  demoCategories,
  demoHomecomings,
  demoUserReports,
  demoUsers,
  type DemoCategory,
  type DemoHomecoming,
  type DemoUserReport
} from './texts/community.ts'
export { milliseconds, type Duration } from './texts/duration.ts'
export { demoSavedReplies } from './texts/saved-replies.ts'
export { demoThreads, type DemoPost, type DemoReport, type DemoThread } from './texts/threads.ts'
export { demoTickets, type DemoTicket, type DemoTicketAct } from './texts/tickets.ts'
