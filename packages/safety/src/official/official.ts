import type { Context } from '@stoa/core'
import { addressOf, brandOf, judgeAddress, looseSkeleton, phoneNumberOf } from '@stoa/guards'
import { accountAt, accountNamed, judgeAccount } from './accounts.ts'
import type { OfficialAnswer, TrustedKind } from './contract.ts'
import { judgeUrl } from '../links/links.ts'
import { trustLists, type Lists } from './lists.ts'
import { judgeUser, nameAsked, nameInProfile, warnOfName } from './user-names.ts'
import { mailSenders } from '@stoa/site'

/**
 * Judges whether a link, address, number, handle or user name belongs to the organisation, with
 * reasons. If the text contains several, the worst verdict counts.
 */
export async function lookUpOfficial(ctx: Context, q: string): Promise<OfficialAnswer> {
  const lists = await trustLists(ctx)
  const text = contactOf(q.normalize('NFKC'))
  const [, agent] = agentNumber.exec(text) ?? []
  if (agent) return judgeAgent(ctx, Number(agent))
  const profile = nameInProfile(ctx, text)
  if (profile !== undefined) return (await judgeUser(ctx, profile)) ?? unknown
  const named = await judgeName(ctx, text)
  if (named?.verdict === 'official') return named
  const sender = await ownSender(ctx, q)
  // A member may have had the name before the forum did.
  if (sender !== undefined && !named?.url) return judgeSender(lists, sender)
  return judgeWhole(lists, text, named)
}

function judgeWhole(lists: Lists, text: string, named: OfficialAnswer | undefined): OfficialAnswer {
  const whole = judge(lists, text)
  return whole.verdict === 'unknown' ? (worstWithin(lists, text) ?? named ?? whole) : whole
}

/** Judges the name of a user here, or of an account elsewhere. */
async function judgeName(ctx: Context, text: string): Promise<OfficialAnswer | undefined> {
  if (kindOf(text) !== 'account') return undefined
  const name = nameAsked(text)
  const { handle, place } = accountNamed(name.toLowerCase())
  // With a place, the name is an account elsewhere that anybody may own.
  const user = place === undefined ? await judgeUser(ctx, handle) : undefined
  return user ?? (await warnOfName(ctx, handle))
}

function judge(lists: Lists, text: string): OfficialAnswer {
  const kind = kindOf(text)
  if (kind === 'email') return judgeMail(lists, text.toLowerCase())
  if (kind === 'phone') return listed(lists, 'phone', phoneNumberOf(text) ?? '') ?? unknown
  const url = kind === 'domain' ? addressOf(text) : undefined
  if (!url) return judgeAccount(lists, accountNamed(text.toLowerCase()))
  const account = accountAt(url)
  return account ? judgeAccount(lists, account) : judgeAddress(url, lists)
}

/** Anything that is no email address, number or host is taken for an account. */
function kindOf(text: string): Exclude<TrustedKind, 'name'> {
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return 'email'
  if (phoneNumberOf(text)) return 'phone'
  return text.startsWith('@') || /\s/.test(text) || !addressOf(text) ? 'account' : 'domain'
}

const badness = ['official', 'unknown', 'lookalike', 'blocked']

function worstWithin(lists: Lists, text: string): OfficialAnswer | undefined {
  const found = contactsIn(text).map((contact) => judge(lists, contact))
  return found.sort((a, b) => badness.indexOf(b.verdict) - badness.indexOf(a.verdict))[0]
}

/** The number alone, or as tickets show it in each language. */
const agentNumber = /^(?:客服|support agent)?\s*(\d{5})$/i

/** Anybody can quote a valid number, so the reason says where agents write. */
async function judgeAgent(ctx: Context, number: number): Promise<OfficialAnswer> {
  if (!(await ctx.ports.tickets.isDeskAgent(ctx, number))) return unknown
  return { verdict: 'official', of: String(number), reasons: ['desk_agent'] }
}

const unknown: OfficialAnswer = { verdict: 'unknown', reasons: ['not_listed'] }

function listed({ entries }: Lists, kind: TrustedKind, key: string): OfficialAnswer | undefined {
  const entry = entries.find((one) => one.kind === kind && one.key === key)
  return entry && { verdict: 'official', of: entry.value, reasons: ['listed'] }
}

/** Anybody can write the sender's address and name into a mail, or give an account its name. */
function judgeSender(lists: Lists, sender: string): OfficialAnswer {
  const known = judge(lists, sender)
  if (known.verdict !== 'official')
    return { verdict: 'unknown', of: sender, reasons: ['mail_sender'] }
  return sender.includes('@') ? { ...known, reasons: [...known.reasons, 'mail_sender'] } : known
}

/** An unlisted address at an official domain is unknown, as anybody can forge it. */
function judgeMail(lists: Lists, address: string): OfficialAnswer {
  const known = listed(lists, 'email', address)
  const [user = '', host = ''] = address.split('@')
  const url = addressOf(host)
  if (known || !url) return known ?? unknown
  const found = judgeAddress(url, lists)
  if (found.verdict === 'official') return unknown
  return found.verdict === 'unknown' ? (namesake(lists, user) ?? unknown) : found
}

/** The user part imitates an official host: harbor.support@other.example. */
function namesake({ official }: Lists, user: string): OfficialAnswer | undefined {
  const looks = looseSkeleton(user)
  const of = official.find((host) => {
    const brand = looseSkeleton(brandOf(host))
    return brand.length > 3 && looks.includes(brand)
  })
  return of === undefined ? undefined : { verdict: 'lookalike', of, reasons: ['brand_in_user'] }
}

/** Port: true if an absolute address belongs to the organisation. */
export async function isOfficialLink(ctx: Context, url: string): Promise<boolean> {
  const { publicOrigin } = ctx.ports
  if (URL.canParse(url) && new URL(url).origin === publicOrigin) return true
  return judgeUrl(url, await trustLists(ctx)).verdict === 'official'
}

const around = /[\s,;()<>[\]"'，。、；「」『』《》【】“”]+/u

/**
 * Han right after a domain asks about it: harbor.example是官方吗. Followed by a dot, it is part of a
 * longer host.
 */
const askedAbout = /(?<=\.[a-z]{2,24})\p{sc=Han}[^.。]*$/iu

/** Removes a scheme before and punctuation around a contact. */
const contactOf = (text: string): string =>
  text
    .trim()
    .replace(askedAbout, '')
    .replace(/^[(<["'「『《【“]+|[)>\]"'」』》】”?!。]+$/gu, '')
    .replace(/^(?:mailto|tel|sms):/i, '')

/**
 * Returns links, addresses and numbers in a text. Bare handles are left out, as they do not say at
 * which place.
 */
const contactsIn = (text: string): string[] =>
  text
    .split(around)
    .map((part) => contactOf(part).replace(/[.:]+$/, ''))
    .filter((part) => !part.startsWith('@') && (isAddress(part) || phoneNumberOf(part)))

const isAddress = (part: string) => addressOf(part) !== undefined

/** "Harbor Support <forum@harbor.example>", as mail programs show a sender. */
const written = /^["“]?([^<>"”]*?)["”]?\s*<?([^\s<>@]+@[^\s<>@]+)>?$/u

/**
 * Returns what of our mails' sender a text is: its address, or its name without one. A name beside
 * another address is somebody else's.
 */
async function ownSender(ctx: Context, text: string): Promise<string | undefined> {
  const { names, addresses } = await mailSenders(ctx)
  const [, , address] = written.exec(text.trim()) ?? []
  const isAsked = (own: string) => plain(own) === plain(address ?? text)
  return (address === undefined ? names : addresses).find(isAsked)
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
