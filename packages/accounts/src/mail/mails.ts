import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { type Context, type Events, type Locale, after } from '@stoa/core'
import { type StoredEvent, PostponedJob, departureOf } from '@stoa/core/effects'
import { offeredLanguage } from '@stoa/core/languages'
import { translate } from '@stoa/messages'
import { secondsToWait } from '@stoa/core/limits'
import { mailedInvitation, pathOf } from '../invitations/invitation.ts'
import { phraseOf } from './phrase.ts'
import { dateParams, isLinkMailOver } from './dates.ts'
import { codeOf, tokenOf, beginLife } from './tokens.ts'
import { templateOf, type AccountMail } from './templates.ts'
import { emailAddresses, mailedTokens, users } from '../schema.ts'
import { sha256 } from '../secrets.ts'

type Token = typeof mailedTokens.$inferSelect
type Event = Events['account.mail']
/**
 * `path` of the link, if it is not made from a token. `ownerId`: the account whose confirmed address
 * `to` is.
 */
type Facts = {
  to: string
  locale: Locale
  template: AccountMail
  token?: Token
  path?: string
  ownerId?: number
}

/**
 * Renders the mail of an `account.mail` event in the recipient's language. Returns undefined if
 * there is nothing to send any more. It contains no text by other users.
 * @throws PostponedJob if the recipient or the domain got too many, or delivery is held
 */
export async function accountMail(
  ctx: Context,
  { payload, createdAt }: StoredEvent<'account.mail'>
) {
  const facts = await factsOf(ctx, payload)
  if (!facts || !(await leaves(ctx, facts.template, createdAt))) return undefined
  if (await isLinkMailOver(ctx, facts)) return undefined
  await countMail(ctx, facts)
  const token = facts.token && (await beginLife(ctx, facts.token))
  const { to, locale, template } = facts
  const say = (part: string, params = {}) =>
    translate(`accounts_mail_${template}_${part}`, params, locale)
  const { name: site } = await ctx.ports.site.siteWords(ctx, locale)
  const dates = await dateParams(ctx, { ...facts, userId: payload.userId })
  const params = { site, ...dates }
  const phrase = await phraseLines(ctx, facts)
  return {
    to,
    locale,
    subject: say('subject', params),
    text: [...phrase, textOf(ctx, { ...facts, token }, say('body', params))].join('\n\n')
  }
}

async function factsOf(
  ctx: Context,
  { userId, template, tokenId, addressId, invitationId }: Event
): Promise<Facts | undefined> {
  if (invitationId !== undefined) return factsOfInvitation(ctx, invitationId)
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId))
  const token = await openToken(ctx, tokenId)
  const to = token?.email ?? (addressId ? await formerEmail(ctx, addressId) : user?.email)
  if (!to || (tokenId !== null && !token)) return undefined
  const locale = localeOf(ctx, token, user)
  if (await isForSomebodyElse(ctx, template, to, userId))
    return { to, locale, template: 'address_taken' }
  return { to, locale, template, token, ownerId: ownerOf(user, to) }
}

const ownerOf = (user: typeof users.$inferSelect | undefined, to: string) =>
  user?.emailVerifiedAt && user.email === to ? user.id : undefined

// A mail that says that the phrase changed shows it to nobody who set another one.
const withoutPhrase = ['mail_phrase_set', 'mail_phrase_removed']

/**
 * The owner's anti-phishing phrase, by which they recognise the forum's mail. All mails of this file
 * may begin with it, because they contain no text by other users; no other mail does.
 */
async function phraseLines(ctx: Context, { ownerId, template, locale }: Facts): Promise<string[]> {
  if (ownerId === undefined || withoutPhrase.includes(template)) return []
  const phrase = await phraseOf(ctx, ownerId)
  return phrase === undefined ? [] : [translate('accounts_mail_phrase', { phrase }, locale)]
}

async function factsOfInvitation(ctx: Context, id: number): Promise<Facts | undefined> {
  const found = await mailedInvitation(ctx, id)
  const path = found && pathOf(ctx, found)
  if (!path) return undefined
  const locale = offeredLanguage(ctx, found.locale)
  return { to: found.email, locale, template: found.role ? 'role_invitation' : 'invitation', path }
}

async function formerEmail({ db }: Context, addressId: number): Promise<string | undefined> {
  const [row] = await db.select().from(emailAddresses).where(eq(emailAddresses.id, addressId))
  return row?.email
}

/** Another account may have the address that this one is to prove. */
async function isForSomebodyElse(ctx: Context, template: AccountMail, to: string, userId: number) {
  if (!['verification', 'account_activation', 'email_change'].includes(template)) return false
  const isTaken = and(
    sql`lower(${users.email}) = lower(${to})`,
    isNotNull(users.emailVerifiedAt),
    ne(users.id, userId)
  )
  return (await ctx.db.$count(users, isTaken)) > 0
}

type Chosen = { locale: Locale | null } | undefined

const localeOf = (ctx: Context, token: Chosen, user: Chosen): Locale =>
  offeredLanguage(ctx, token?.locale ?? user?.locale)

/** Ignores the age, because the lifetime begins only when the mail is sent. */
async function openToken({ db }: Context, id: number | null) {
  if (id === null) return undefined
  const [token] = await db.select().from(mailedTokens).where(eq(mailedTokens.id, id))
  return token && !token.usedAt ? token : undefined
}

function textOf(ctx: Context, facts: Facts, body: string): string {
  const { template, token, locale } = facts
  const code = token && templateOf(template).code ? [inGroups(codeOf(ctx, token))] : []
  const footer = translate('accounts_mail_footer', {}, locale)
  const link = linkOf(ctx, facts)
  return [body, ...code, ...link, `-- \n${footer}`].join('\n\n')
}

/** Formats twelve digits as three groups of four. Six digits stay together. */
const inGroups = (code: string) => (code.length > 6 ? code.replaceAll(/\d{4}(?=\d)/g, '$& ') : code)

/** A code without a link is typed where it was requested. */
function linkOf(ctx: Context, { template, token, path, locale }: Facts): string[] {
  const { page } = templateOf(template)
  const target = path ?? (page && token ? `${page}?token=${tokenOf(ctx, token)}` : page)
  if (target === undefined) return []
  const label = translate(`accounts_mail_${template}_link`, {}, locale)
  return [`${label}\n${ctx.ports.publicOrigin}${target}`]
}

const hour = 3600
const day = 24 * hour
const asksAgainAfter = 5 * 60_000

type Counted = { to: string; template: AccountMail; token?: { network: string | null } }

/**
 * Counts a mail against its budgets. Mails that anybody can request count per address and per
 * domain, notices per address only. Codes requested without a session count per domain only:
 * `email-proof.ts` limits them per network, so strangers cannot delay those of others.
 * @throws PostponedJob to the end of the window that is full
 */
async function countMail(ctx: Context, { to, template, token }: Counted): Promise<void> {
  const address = to.toLowerCase()
  const { securityPerAddress, securityPerDomain } = ctx.ports.mailLimits
  const ofAddress = { count: securityPerAddress, seconds: day }
  if (!templateOf(template).anybody) return checkBudget(ctx, 'mail_notice', address, ofAddress)
  if (!token?.network) await checkBudget(ctx, 'mail_recipient', address, ofAddress)
  const ofDomain = { count: securityPerDomain, seconds: hour }
  await checkBudget(ctx, 'mail_domain', address.split('@')[1] ?? '', ofDomain)
}

async function checkBudget(
  { db, now }: Context,
  name: string,
  whose: string,
  limit: { count: number; seconds: number }
) {
  const seconds = await secondsToWait(db, now, name, sha256(whose), limit)
  if (seconds > 0) throw new PostponedJob(after(now, seconds * 1000))
}

/**
 * Returns whether a mail about an account is sent.
 * @param createdAt when it was requested or became due
 * @throws PostponedJob while delivery is held
 */
async function leaves(ctx: Context, template: AccountMail, createdAt: string) {
  const { anybody, urgent } = templateOf(template)
  if (anybody || urgent) return true
  const departure = await departureOf(ctx, createdAt)
  if (departure === 'after_resume') throw new PostponedJob(after(ctx.now, asksAgainAfter))
  return departure === 'now'
}
