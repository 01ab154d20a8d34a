import { and, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { findPhishingPhrases, findLeads, isListed, type Lead } from '@stoa/guards'
import { judgeAccount, placeNamed } from './accounts.ts'
import { judgeUrl } from '../links/links.ts'
import { trustLists, type Lists } from './lists.ts'

/** A passage that leads readers out of the organisation. */
export type Outside = { start: number; end: number }

/**
 * Port: finds passages that lead out of the organisation: addresses, accounts, contacts, and
 * phrases that call readers to an app. Official contacts and names of the team are exempt.
 */
export async function findOutside(ctx: Context, text: string): Promise<Outside[]> {
  const lists = await trustLists(ctx)
  const leads = findLeads(text)
  const team = leads.some(({ kind }) => kind === 'account')
    ? await teamNames(ctx)
    : new Set<string>()
  const isOwn = (lead: Lead) => isOfficial(ctx, lists, lead, text) || isOfTeam(lead, team)
  const outside = leads.filter((lead) => !isOwn(lead))
  const left = leads.filter(isOwn).reduceRight(blanked, text)
  return [...outside, ...phishingLines(left, outside)].map(({ start, end }) => ({ start, end }))
}

const isOfTeam = ({ kind, value }: Lead, team: ReadonlySet<string>) =>
  kind === 'account' && team.has(value.slice(1))

function isOfficial(ctx: Context, lists: Lists, lead: Lead, text: string): boolean {
  const { kind, value } = lead
  if (kind === 'address') return isOwnAddress(ctx, lists, value)
  if (kind === 'account')
    return judgeAccount(lists, accountBeside(text, lead)).verdict === 'official'
  const keysOf = (kind: string) =>
    lists.entries.filter((entry) => entry.kind === kind).map(({ key }) => key)
  return isListed(value, { phones: keysOf('phone'), emails: keysOf('email') })
}

function isOwnAddress({ ports }: Context, lists: Lists, value: string): boolean {
  const web = value.replace(/^wss?:/i, 'https:')
  if (URL.canParse(web) && new URL(web).origin === ports.publicOrigin) return true
  return judgeUrl(web, lists).verdict === 'official'
}

/** A handle with the place named right before it: Telegram @HarborNews. */
const accountBeside = (text: string, { start, value }: Lead) => ({
  handle: value.slice(1),
  place: placeNamed(text.slice(Math.max(0, start - 14), start))
})

/** Names of staff and admins of this forum, in lower case. */
async function teamNames({ db }: Context): Promise<Set<string>> {
  const rows = await db
    .select({ username: users.username })
    .from(users)
    .where(and(inArray(users.role, ['staff', 'admin']), isNull(users.erasedAt)))
  return new Set(rows.map(({ username }) => username.toLowerCase()))
}

const blanked = (text: string, { start, end }: Lead) =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)

/** Clauses that call readers to an app and contain no other passage found. */
function phishingLines(text: string, found: readonly Outside[]): Outside[] {
  return Array.from(text.matchAll(/[^\n。！？!?；;，,]+/gu), ({ 0: line, index }) => ({
    ...{ line, start: index + line.search(/\S|$/), end: index + line.trimEnd().length }
  })).filter(
    ({ line, start, end }) =>
      findPhishingPhrases(line).includes('contact') &&
      !found.some((one) => one.start < end && start < one.end)
  )
}
