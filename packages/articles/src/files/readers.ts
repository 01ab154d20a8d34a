import { eq } from 'drizzle-orm'
import { groups } from '@stoa/accounts/tables'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import type { articles } from '../schema.ts'
import { FileError } from './failures.ts'
import type { Readers } from './shapes.ts'

type Audience = Pick<typeof articles.$inferSelect, 'readers' | 'readerGroups'>

/**
 * Converts what a file says of readers to columns; nothing if it says nothing.
 * @throws FileError for an unknown group
 */
export async function audienceOf(
  { db }: Context,
  written: Readers | undefined,
  line: number
): Promise<Partial<Audience>> {
  if (written === undefined) return {}
  if (typeof written === 'string') return { readers: written, readerGroups: [] }
  const known = await db.select({ id: groups.id, name: groups.name }).from(groups)
  const readerGroups = written.map((name) => {
    const found = known.find((group) => Object.values(group.name).includes(name))
    if (!found)
      throw new FileError(line, `names the group “${name}”, which does not exist: add it first`)
    return found.id
  })
  return { readers: 'groups', readerGroups: readerGroups.toSorted((one, other) => one - other) }
}

/** What a file says of readers: nothing if everybody reads it. */
export async function writtenReaders(
  ctx: Context,
  { readers, readerGroups }: Audience
): Promise<Readers | undefined> {
  if (readers === 'everyone') return undefined
  if (readers !== 'groups') return readers
  const names: string[] = []
  for (const id of readerGroups) {
    const [group] = await ctx.db.select().from(groups).where(eq(groups.id, id))
    if (group) names.push(wordsFor({ ...ctx, locale: ctx.ports.languages.default }, group.name))
  }
  // Without any of its groups, nobody below staff reads it.
  return names.length > 0 ? names : 'staff'
}
