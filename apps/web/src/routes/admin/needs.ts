import { m } from '@stoa/messages'
import type { IconName } from '#lib/ui/icons.ts'

type Need = {
  icon: IconName
  title: (facts: { count: number }) => string
  /** Why it matters. */
  why: () => string
  /** Where one acts. */
  path: string
}

/** What can need somebody, the most pressing first. A new one needs a line here. */
const needs = {
  signUpUnopened: {
    icon: 'mail',
    title: m.admin_need_sign_up,
    why: m.admin_why_sign_up,
    path: '/admin/mail'
  },
  deliveryHeld: {
    icon: 'mail',
    title: m.admin_need_delivery,
    why: m.admin_why_delivery,
    path: '/admin/backup'
  },
  failedJobs: {
    icon: 'danger',
    title: m.admin_need_failed_jobs,
    why: m.admin_why_failed_jobs,
    path: '/admin/jobs'
  },
  refusedEmails: {
    icon: 'mail',
    title: m.admin_need_refused_emails,
    why: m.admin_why_refused_emails,
    path: '/admin/mail'
  },
  failedDeliveries: {
    icon: 'link',
    title: m.admin_need_failed_deliveries,
    why: m.admin_why_failed_deliveries,
    path: '/admin/webhooks'
  },
  unreachableProviders: {
    icon: 'lock',
    title: m.admin_need_provider,
    why: m.admin_why_provider,
    path: '/admin/sign-in'
  },
  searchReplaced: {
    icon: 'search',
    title: m.admin_need_search,
    why: m.admin_why_search,
    path: '/admin/search'
  },
  overdueTickets: {
    icon: 'clock',
    title: m.admin_need_overdue,
    why: m.admin_why_overdue,
    path: '/desk?view=overdue'
  },
  openCases: {
    icon: 'flag',
    title: m.admin_need_cases,
    why: m.admin_why_cases,
    path: '/moderation?show=reports'
  },
  openAppeals: {
    icon: 'shield',
    title: m.admin_need_appeals,
    why: m.admin_why_appeals,
    path: '/moderation?show=appeals'
  },
  postsAwaitingApproval: {
    icon: 'eye',
    title: m.admin_need_approval,
    why: m.admin_why_approval,
    path: '/moderation?show=approval'
  },
  approvals: {
    icon: 'people',
    title: m.admin_need_approvals,
    why: m.admin_why_approvals,
    path: '/approvals'
  },
  announcementsToApprove: {
    icon: 'announcement',
    title: m.admin_need_announcements,
    why: m.admin_why_announcements,
    path: '/announcements/work'
  },
  articlesToApprove: {
    icon: 'book',
    title: m.articles_need,
    why: m.articles_why,
    path: '/articles/work'
  },
  siteToApprove: {
    icon: 'eye',
    title: m.site_need,
    why: m.site_waiting_other,
    path: '/admin/site'
  },
  documentsToPublish: {
    icon: 'eye',
    title: m.documents_need_publishing,
    why: m.documents_why_publishing,
    path: '/admin/documents'
  },
  upcomingDocuments: {
    icon: 'clock',
    title: m.documents_need_upcoming,
    why: m.documents_why_upcoming,
    path: '/admin/documents'
  },
  unansweredQuestions: {
    icon: 'question',
    title: m.admin_need_unanswered,
    why: m.admin_why_unanswered,
    path: '/?unanswered=true&language=all'
  },
  backupDue: {
    icon: 'danger',
    title: m.admin_need_backup,
    why: m.admin_why_backup,
    path: '/admin/backup'
  }
} satisfies Record<string, Need>

type Counts = Record<keyof typeof needs, number>

/** Those of which there are some. */
export const needsShown = (counts: Counts) =>
  Object.entries(needs).flatMap(([key, need]) => {
    const count = counts[key as keyof Counts]
    return count > 0 ? [{ ...need, key, count }] : []
  })
