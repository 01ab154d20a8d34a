import { sql } from 'drizzle-orm'
import type { usersAs } from '@stoa/accounts'
import type { Author } from '@stoa/core/contract'

/** The columns of `authorColumns` as one JSON value, for lists inside a row. */
export const authorJson = (table: ReturnType<typeof usersAs>) =>
  sql<Author>`json_build_object('id', ${table.id}, 'username', ${table.username},
    'role', ${table.role}, 'formerStaff', ${table.formerStaff},
    'erased', ${table.erasedAt} is not null)`
