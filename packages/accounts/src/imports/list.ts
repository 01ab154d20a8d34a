import { desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { usersAs } from '../people/people.ts'
import { peopleImports, users } from '../schema.ts'
import type { ListedImport } from './contract.ts'

const limit = 50

const maker = usersAs('maker_of_import')

/** Lists the latest imports with how many of their people joined. The caller is an admin. */
export async function listImports({ db }: Context): Promise<{ items: ListedImport[] }> {
  const joined = sql<number>`(select count(*)::int from ${users} came
    where came.import_id = ${peopleImports.id} and came.email_verified_at is not null)`
  const { id, createdAt, rows, sentAt } = peopleImports
  const items = await db
    .select({ id, createdAt, rows, sentAt, by: maker.username, joined })
    .from(peopleImports)
    .innerJoin(maker, eq(maker.id, peopleImports.createdById))
    .orderBy(desc(id))
    .limit(limit)
  return { items }
}
