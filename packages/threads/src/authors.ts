import { sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '@stoa/accounts/schema'
import type { Author } from '@stoa/core/contract'

/** `users` under another name, where a query joins several of them. */
export const usersAs = (name: string) => alias(users, name)

/** What a query selects of a user to show them as an author. */
export const authorColumns = (table: ReturnType<typeof usersAs>) => ({
  id: table.id,
  username: table.username,
  role: table.role,
  formerStaff: table.formerStaff,
  erased: sql<boolean>`${table.erasedAt} is not null`
})

/** The same as one JSON value, for lists inside a row. */
export const authorJson = (table: ReturnType<typeof usersAs>) =>
  sql<Author>`json_build_object('id', ${table.id}, 'username', ${table.username},
    'role', ${table.role}, 'formerStaff', ${table.formerStaff},
    'erased', ${table.erasedAt} is not null)`
