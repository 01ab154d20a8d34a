import { inArray } from 'drizzle-orm'
import { cached, forbidden, Problem, type Context, type Locale } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { isAtDomain } from './mail-domains.ts'

/** How people join: anybody, those with an invitation, or those with an address at one of `domains`. */
export type SignUpRule = { way: 'open' | 'invitation' | 'domains'; domains: string[] }

type Parts = Pick<Context, 'db' | 'ports'>

/** The setting that a test mail which arrived leaves behind. */
export const mailWorks = 'mail_works'
/** The setting that holds the rule. */
export const signUpSetting = 'sign_up'

const openToAll: SignUpRule = { way: 'open', domains: [] }

/**
 * Whether anybody could ever join, and by which rule. `opened` is true in demo mode, and once a test mail
 * has arrived: nobody could verify before.
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

/** Whether sign-up was ever opened, by whatever rule. */
export const hasSignUpOpened = async (parts: Parts): Promise<boolean> =>
  (await readSignUp(parts)).opened

const signUpCache = cached(30_000, readSignUp)

/** Makes this process read the rule again; called on every node after `sign_up.changed`. */
export const invalidateSignUp = signUpCache.drop

/** Whether pages offer sign-up to guests, as this process last read the rule. */
export async function isSignUpOffered(ctx: Context): Promise<boolean> {
  const { opened, way } = await signUpCache.of(ctx)
  return opened && way !== 'invitation'
}

/** Whether whoever has an address may join by it alone. */
export const admits = ({ way, domains }: SignUpRule, email: string): boolean =>
  way === 'open' || (way === 'domains' && domains.some((domain) => isAtDomain(email, domain)))

/** 403 that says how one gets in: `sign_up_by_invitation`, or `sign_up_by_domain` with `domains`. */
export const closedBy = ({ way, domains }: SignUpRule, locale: Locale): Problem =>
  way === 'domains'
    ? new Problem(403, 'sign_up_by_domain', { domains: anyOf(domains, locale) })
    : forbidden('sign_up_by_invitation')

/** Such as `a.example, b.example or c.example`. */
export const anyOf = (domains: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(domains)
