import { inArray } from 'drizzle-orm'
import { findLeadingOut } from '@stoa/accounts/text-review'
import type { Context } from '@stoa/core'
import { uploads } from '@stoa/uploads/tables'
import type { FooterLink } from './content.ts'
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
  if (name.startsWith('pictures.')) return hasOutsideCode(ctx, value)
  if (name === 'footerLinks') return isAnyOutside(ctx, JSON.parse(value) as FooterLink[])
  return isOutside(ctx, value)
}

const isOutside = async (ctx: Context, text: string): Promise<boolean> =>
  (await findLeadingOut(ctx, text)).length > 0

/** Whether a link or its words in any language lead out of the organisation. */
async function isAnyOutside(ctx: Context, links: readonly FooterLink[]): Promise<boolean> {
  for (const { url, labels } of links) {
    if (!(await ctx.ports.safety.isOfficialLink(ctx, url))) return true
    for (const label of Object.values(labels)) if (await isOutside(ctx, label)) return true
  }
  return false
}

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
