import type { AnyEndpoint } from '@stoa/core'
import { endpoints } from '../../src/api.ts'
import type { Call, Rows } from './row.ts'
import { accountsRows } from './rows/accounts.ts'
import { joiningRows } from './rows/joining.ts'
import { announcementsRows } from './rows/announcements.ts'
import { filtersRows } from './rows/filters.ts'
import { guardsRows } from './rows/guards.ts'
import { moderationRows, onCallRows } from './rows/moderation.ts'
import { notificationsRows } from './rows/notifications.ts'
import { operationsRows } from './rows/operations.ts'
import { searchRows } from './rows/search.ts'
import { threadsRows } from './rows/threads.ts'
import { ticketsRows } from './rows/tickets.ts'
import { uploadsRows } from './rows/uploads.ts'
import { volunteersRows } from './rows/volunteers.ts'
import { webhooksRows } from './rows/webhooks.ts'

export type { Call, Row } from './row.ts'

/** One row per endpoint, named as `api.<group>.<name>`. */
export const rows: Rows = {
  ...accountsRows,
  ...joiningRows,
  ...threadsRows,
  ...uploadsRows,
  ...moderationRows,
  ...onCallRows,
  ...guardsRows,
  ...filtersRows,
  ...volunteersRows,
  ...announcementsRows,
  ...notificationsRows,
  ...searchRows,
  ...ticketsRows,
  ...webhooksRows,
  ...operationsRows
}

export const everyEndpoint: [string, AnyEndpoint][] = Object.entries(endpoints).flatMap(
  ([group, members]) =>
    Object.entries<AnyEndpoint>(members).map(([key, endpoint]): [string, AnyEndpoint] => [
      `${group}.${key}`,
      endpoint
    ])
)

export function addressOf(
  { path }: Pick<AnyEndpoint, 'path'>,
  { params = {}, query = {} }: Call
): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? '')
  )
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]) => [key, String(value)])
  )
  return search.size > 0 ? `${filled}?${search.toString()}` : filled
}
