import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { uploads } from '@stoa/uploads/tables'
import { differing, type Parts } from './parts.ts'

/** Parts by which visitors recognise the organisation, or write to it. */
const recognised = /^words\.[^.]+\.(?:name|shortName|sender)$|^pictures\.(?:logo|icon)|^replyTo$/

/**
 * Names of the changed parts that need a second person: those by which the organisation is
 * recognised, and those that lead out of it.
 */
export async function officialChanges(ctx: Context, now: Parts, wanted: Parts): Promise<string[]> {
  const official: string[] = []
  for (const name of differing(now, wanted))
    if (recognised.test(name) || (await leadsOut(ctx, name, wanted[name]))) official.push(name)
  return official
}

async function leadsOut(ctx: Context, name: string, value = ''): Promise<boolean> {
  if (value === '') return false
  if (/^(?:typePictures|pictures)\./.test(name)) return hasOutsideCode(ctx, value)
  return (await ctx.ports.safety.findOutside(ctx, textOf(name, value))).length > 0
}

/** As readers see it: each address and each label on a line of its own. */
const textOf = (name: string, value: string): string =>
  name === 'footerLinks' ? value.replaceAll(/["{}[\],]+/g, '\n') : value

/** Whether a picture has a QR code that leads out of the organisation. */
async function hasOutsideCode(ctx: Context, id: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ codes: uploads.codes })
    .from(uploads)
    .where(inArray(uploads.id, [id]))
  for (const code of rows.flatMap(({ codes }) => codes))
    if (!(await ctx.ports.safety.isOfficialLink(ctx, code))) return true
  return false
}
