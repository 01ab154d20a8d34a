import { emit, invalid, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { normalizeDomain } from './mail-domains.ts'
import { readSignUp, signUpSetting, type SignUpRule } from './rule.ts'

/**
 * Sets the rule of joining. The domains are stored even if the rule does not use them. The caller
 * is an admin.
 * @throws Problem 422 on `domains` for an invalid domain, or if the rule needs one and none is
 * given
 */
export async function changeSignUp(ctx: Context, input: SignUpRule): Promise<void> {
  const rule = { way: input.way, domains: domainsOf(input.domains) }
  if (rule.way === 'domains' && rule.domains.length === 0)
    throw invalid('domains', 'field_mail_domains_missing')
  await transaction(ctx, async (ctx) => {
    const { way: wayBefore } = await readSignUp(ctx)
    const row = { name: signUpSetting, value: rule, updatedAt: ctx.now }
    await ctx.db
      .insert(settings)
      .values(row)
      .onConflictDoUpdate({ target: settings.name, set: row })
    await recordSecurityEvent(ctx, 'setting.changed', {
      details: { setting: signUpSetting, wayBefore, way: rule.way, domains: rule.domains.length }
    })
    await emit(ctx, 'sign_up.changed', {})
  })
}

function domainsOf(typed: readonly string[]): string[] {
  const domains = typed.map((one) => {
    const domain = normalizeDomain(one)
    if (domain === undefined) throw invalid('domains', 'field_mail_domain', { domain: one })
    return domain
  })
  return [...new Set(domains)]
}
