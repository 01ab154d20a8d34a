import type { Context } from '@stoa/core'
import { findByToken } from '../mail/tokens.ts'
import { checkLinksOpen } from '../sign-in-mode/refusals.ts'
import { beginAttempt, type Purpose } from './attempt.ts'
import { findAnyProvider, findProvider } from './known.ts'
import { protocols } from './protocols.ts'

type Start = {
  slug: string
  /** Where to go on afterwards, a path of this forum. */
  next: string
}

/**
 * Returns the address of the provider's page, and sets the cookie that its answer needs.
 * @param act what the answer is for; by default to sign in
 * @throws Problem 404, 502 `provider_unreachable`
 */
export async function beginProviderSignIn(
  ctx: Context,
  { slug, next }: Start,
  act: Purpose['act'] = 'sign_in'
) {
  const userId = act === 'sign_in' ? 0 : ctx.actor.id
  return begin(ctx, { slug, next, act, userId })
}

/**
 * Begins to link the account of a mailed link, as `beginProviderSignIn`.
 * @throws Problem 404, 409 as `checkLinksOpen`, 410 `link_expired`, 502 `provider_unreachable`
 */
export async function beginMailedLink(
  ctx: Context,
  { provider: slug, token, next }: { provider: string; token: string; next: string }
) {
  const { id: mailedToken, userId } = await findByToken(ctx, 'identity_link', token)
  await checkLinksOpen(ctx)
  return begin(ctx, { slug, next, act: 'mailed_link', userId, mailedToken })
}

async function begin(ctx: Context, purpose: Purpose) {
  const provider = await findFor(ctx, purpose.slug, purpose.act)
  const secrets = beginAttempt(ctx, purpose)
  const asked = { ...secrets, maxAge: purpose.act === 'proof' ? 0 : null }
  const address = await protocols[provider.protocol].begin(ctx, provider, asked)
  return { address: address.href }
}

/** A test also signs in at a provider that is not offered yet. */
export const findFor = (ctx: Context, slug: string, act: Purpose['act']) =>
  act === 'test' ? findAnyProvider(ctx, slug) : findProvider(ctx, slug)
