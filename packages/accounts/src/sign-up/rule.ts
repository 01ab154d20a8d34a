import { domainToASCII } from 'node:url'
import { inArray } from 'drizzle-orm'
import {
  cached,
  conflict,
  forbidden,
  Problem,
  type Context,
  type Locale,
  emit,
  invalid,
  transaction
} from '@stoa/core'
import { storeSetting } from '@stoa/core/data'
import { settings } from '@stoa/core/schema'
import { recordSecurityEvent } from '../security-log/record.ts'

const shape = /^(\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Normalizes a domain: `example.org` for that domain only, `*.example.org` for every domain below
 * it but not itself. Letters beyond ASCII become Punycode.
 * @returns undefined if it is invalid, or too wide such as `*.org`
 */
export function normalizeDomain(typed: string): string | undefined {
  const [, wildcard = '', host = ''] = /^@?(\*\.)?(.*)$/s.exec(typed.trim().toLowerCase()) ?? []
  const domain = `${wildcard}${domainToASCII(host)}`
  return shape.test(domain) && domain.length <= 255 ? domain : undefined
}

/** @param domain as `normalizeDomain` returns it */
export function isAtDomain(email: string, domain: string): boolean {
  const host = domainToASCII(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
  return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain
}

/**
 * The rule of joining: anybody, users with an invitation, or users with an address at one of `domains`.
 */
type SignUpRule = { way: 'open' | 'invitation' | 'domains'; domains: string[] }

type Parts = Pick<Context, 'db' | 'ports'>

/** The setting that is stored when a test mail has arrived. */
export const mailWorks = 'mail_works'
const signUpSetting = 'sign_up'

const openToAll: SignUpRule = { way: 'open', domains: [] }

/**
 * Reads the rule of joining. `opened` is true in demo mode and after a test mail has arrived,
 * because nobody can verify an address before.
 */
export async function readSignUp({ db, ports }: Parts): Promise<SignUpRule & { opened: boolean }> {
  const rows = await db
    .select()
    .from(settings)
    .where(inArray(settings.name, [mailWorks, signUpSetting]))
  const kept = rows.find(({ name }) => name === signUpSetting)
  const opened = ports.demo || rows.some(({ name }) => name === mailWorks)
  return { ...((kept?.value as SignUpRule | undefined) ?? openToAll), opened }
}

/**
 * Reads the rule that holds now: before the forum is opened, only those join who were invited.
 */
export async function ruleInForce(ctx: Context): ReturnType<typeof readSignUp> {
  const rule = await readSignUp(ctx)
  return (await ctx.ports.site.isOpened(ctx)) ? rule : { ...rule, way: 'invitation' }
}

/**
 * Refuses what needs mail that arrives.
 * @throws Problem 409 `mail_untested` before a test mail has arrived
 */
export async function checkMailWorks(ctx: Context): Promise<void> {
  if (!(await readSignUp(ctx)).opened) throw conflict('mail_untested')
}

const signUpCache = cached(30_000, ruleInForce)

/** Drops the cached rule of this process. Every node calls it after `sign_up.changed`. */
export const invalidateSignUp = signUpCache.drop

/** Whether pages offer sign-up to guests, by the cached rule. */
export async function isSignUpOffered(ctx: Context): Promise<boolean> {
  const { opened, way } = await signUpCache.of(ctx)
  return opened && way !== 'invitation'
}

/** Whether the holder of an address may join without an invitation. */
export const admits = ({ way, domains }: SignUpRule, email: string): boolean =>
  way === 'open' || (way === 'domains' && domains.some((domain) => isAtDomain(email, domain)))

/** A 403 that says how to join: `sign_up_by_invitation`, or `sign_up_by_domain` with `domains`. */
export const closedBy = ({ way, domains }: SignUpRule, locale: Locale): Problem =>
  way === 'domains'
    ? new Problem(403, 'sign_up_by_domain', { domains: anyOf(domains, locale) })
    : forbidden('sign_up_by_invitation')

/**
 * Refuses people whom a provider knows, who need no invitation, only before the forum is opened.
 * @throws Problem 403 as `closedBy`
 */
export async function checkIsOpened(ctx: Context): Promise<void> {
  if (!(await ctx.ports.site.isOpened(ctx))) throw closedBy(await ruleInForce(ctx), ctx.locale)
}

/** Formats a list such as `a.example, b.example or c.example`. */
export const anyOf = (domains: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(domains)

/**
 * Sets the rule of joining. The domains are stored even if the rule does not use them. The caller
 * is an admin.
 * @throws Problem 422 on `domains` for an invalid domain, or if the rule needs one and none is
 * given
 */
export async function changeSignUp(ctx: Context, input: SignUpRule): Promise<void> {
  const rule = {
    way: input.way,
    domains: normalizeDomains(input.domains, 'domains', 'field_mail_domain')
  }
  if (rule.way === 'domains' && rule.domains.length === 0)
    throw invalid('domains', 'field_mail_domains_missing')
  await transaction(ctx, async (ctx) => {
    const { way: wayBefore } = await readSignUp(ctx)
    await storeSetting(ctx, signUpSetting, rule)
    await recordSecurityEvent(ctx, 'setting.changed', {
      details: { setting: signUpSetting, wayBefore, way: rule.way, domains: rule.domains.length }
    })
    await emit(ctx, 'sign_up.changed', {})
  })
}

/** Normalizes domains, each once. @throws Problem 422 on `field` with the domain that is none */
export function normalizeDomains(typed: readonly string[], field: string, message: string) {
  const domains = typed.map((one) => {
    const domain = normalizeDomain(one)
    if (domain === undefined) throw invalid(field, message, { domain: one })
    return domain
  })
  return [...new Set(domains)]
}
