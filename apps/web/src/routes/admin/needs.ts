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

/** What can need somebody, the most pressing first. */
export const needs = {
  signUpUnopened: {
    icon: 'mail',
    title: m.admin_need_sign_up,
    why: m.admin_why_sign_up,
    path: '/admin/mail'
  },
  failedJobs: {
    icon: 'danger',
    title: m.admin_need_failed_jobs,
    why: m.admin_why_failed_jobs,
    path: '/admin/jobs'
  },
  searchReplaced: {
    icon: 'search',
    title: m.admin_need_search,
    why: m.admin_why_search,
    path: '/admin/search'
  },
  pendingChanges: {
    icon: 'shield',
    title: m.admin_need_pending_changes,
    why: m.admin_why_pending_changes,
    path: '/pending-changes'
  },
  failedDeliveries: {
    icon: 'link',
    title: m.admin_need_failed_deliveries,
    why: m.admin_why_failed_deliveries,
    path: '/admin/webhooks'
  }
} satisfies Record<string, Need>

export type Needs = Partial<Record<keyof typeof needs, number>>

/** Those of which there are some. */
export const needsShown = (counts: Needs) =>
  Object.entries(needs).flatMap(([key, need]) => {
    const count = counts[key as keyof typeof needs] ?? 0
    return count > 0 ? [{ ...need, key, count }] : []
  })
