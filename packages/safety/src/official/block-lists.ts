import { asc, count, eq, sql } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { hostAlone } from '@stoa/guards'
import { blockedHosts } from '../schema.ts'

/** Lists the imported lists by name with the number of their hosts. */
export async function listBlockLists({ db }: Context) {
  const items = await db
    .select({ source: blockedHosts.source, count: count() })
    .from(blockedHosts)
    .groupBy(blockedHosts.source)
    .orderBy(asc(blockedHosts.source))
  return { items }
}

/**
 * Replaces the hosts of a list; an empty list is deleted. Stored links are judged again.
 * @throws Problem 422 on `hosts` for anything but bare hosts
 */
export async function importBlockList(
  ctx: Context,
  source: string,
  given: string[]
): Promise<void> {
  const hosts = [...new Set(given.map((host) => hostOf(host)))]
  await transaction(ctx, async (ctx) => {
    await ctx.db.delete(blockedHosts).where(eq(blockedHosts.source, source))
    await ctx.db.execute(sql`insert into ${blockedHosts} (source, host)
      select ${source}, unnest(${sql.param(hosts)}::text[])`)
    const details = { setting: 'block_list', hosts: hosts.length }
    await recordSecurityEvent(ctx, 'setting.changed', { details })
    await emit(ctx, 'trust.changed', {})
  })
}

function hostOf(text: string): string {
  const host = hostAlone(text.trim())
  if (!host) throw invalid('hosts', 'guards_host_invalid')
  return host
}
