import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import {
  atLeast,
  capabilities,
  checkUnchanged,
  emit,
  holds,
  invalid,
  snapshotOfFields,
  transaction,
  type Context
} from '@stoa/core'
import { isDeliveryHeld } from '@stoa/core/effects'
import { isTimeZone } from '@stoa/core/text'
import { findAccount, ownerId, ownId, type Account, fullRoleOf } from './account.ts'
import { credentialOf, cachedActor } from '../sessions/actor.ts'
import type { me, meInput } from './contract.ts'
import { lacksPasskey } from '../passkeys/staff-rule.ts'
import { authorize, can } from '../policy.ts'
import { isTooEarly } from '../reading-access.ts'
import { users } from '../schema.ts'
import { lacksSecondFactor } from '../sign-in/sign-in.ts'
import { isSignUpOffered } from '../sign-up/rule.ts'

type Me = z.input<typeof me>
type Profile = Pick<Account, 'locale' | 'timeZone' | 'bio'>

/** Returns the signed-in user with their unread counts and rights, or the data of a guest. */
export async function showMe(ctx: Context): Promise<Me> {
  const { role, trust, moderates, scopes } = ctx.actor
  const [places, banners, upcoming, deliveryHeld, notifications, signUp, isEarly] =
    await Promise.all([
      ctx.ports.articles.articlePlaces(ctx),
      ctx.ports.announcements.bannersFor(ctx),
      ctx.ports.site.upcomingDocuments(ctx),
      role === 'admin' && isDeliveryHeld(ctx),
      role === 'guest' ? 0 : (ctx.actor.facts?.unread ?? ctx.ports.notifications.unreadCount(ctx)),
      role === 'guest' && isSignUpOffered(ctx),
      isTooEarly(ctx)
    ])
  return {
    ...(await factsOf(ctx)),
    scopes: scopes && [...scopes],
    role,
    trust,
    moderates: [...moderates],
    capabilities: capabilities.filter((capability) => holds(ctx.actor, capability)),
    unread: { notifications },
    places,
    banners,
    upcoming,
    deliveryHeld,
    can: {
      read: !isEarly,
      signUp,
      ask: can.speak(ctx.actor),
      moderate: atLeast(role, 'staff') || moderates.length > 0,
      announce: can.announce(ctx.actor),
      articles: can.draftArticles(ctx.actor),
      administer: role === 'admin',
      invite: atLeast(role, 'staff')
    }
  }
}

const nobody = {
  revision: '',
  id: 0,
  username: '',
  pending: false,
  email: null,
  bio: '',
  picture: null,
  locale: null,
  timeZone: null,
  hasPassword: true,
  secondFactor: 'none' as const,
  hasPasskey: false,
  passkeyMissing: false,
  factorLoss: null,
  silencedUntil: null,
  silencedIn: [],
  suspendedUntil: null
}

async function factsOf(ctx: Context) {
  const account = await presentAccount(ctx)
  if (!account) return nobody
  // Of a session that is a guest's here, only the address that it was begun with is told.
  if (ownId(ctx) === 0) return { ...nobody, email: account.email }
  const pending = account.emailVerifiedAt === null && !ctx.actor.service
  const secondFactor = secondFactorOf(ctx, account)
  const keys = {
    hasPasskey: account.passkeySince !== null,
    passkeyMissing: await isPasskeyMissing(ctx, account)
  }
  return {
    ...account,
    revision: revisionOf(account),
    pending,
    secondFactor,
    ...keys,
    factorLoss: factorLossOf(account)
  }
}

/** Only a power that rests is asked about, so that pages of members read nothing more. */
const isPasskeyMissing = async (ctx: Context, account: Account): Promise<boolean> =>
  ctx.actor.role === 'member' &&
  fullRoleOf(account) !== 'member' &&
  account.suspendedUntil === null &&
  (await lacksPasskey(ctx, account))

const factorLossOf = ({ factorLostAt, factorReplaceableAt: replaceableAt }: Account) =>
  factorLostAt === null ? null : { replaceableAt }

const secondFactorOf = (ctx: Context, account: Account) => {
  if (account.secondFactorSince) return 'on' as const
  // A user with power in this session proved a factor of the provider.
  const isMissing = ctx.actor.role === 'member' && lacksSecondFactor(ctx, account)
  return isMissing ? ('required' as const) : ('none' as const)
}

// Takes the account from the actor cache, because this request has just filled it and every page
// reads it.
async function presentAccount(ctx: Context): Promise<Account | undefined> {
  const id = ownerId(ctx)
  if (id === 0) return undefined
  const cached = cachedActor(credentialOf('session', ctx.actor.session?.hash ?? ''), ctx.now)
  return cached?.account ?? findAccount(ctx, eq(users.id, id))
}

/**
 * Changes language, time zone, bio or picture.
 * @throws Problem 403 as `rules.changeProfile`; 409 as `checkUnchanged`; 422 on `timeZone`; 403
 * `suspended` or `silenced` for the bio and the picture, which are public; 422 as
 * `ports.safety.review`
 */
export async function updateMe(
  ctx: Context,
  { revision, ...change }: z.output<typeof meInput>
): Promise<Me> {
  authorize.changeProfile(ctx.actor)
  const { timeZone } = change
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalid('timeZone', 'field_invalid')
  if (change.bio !== undefined) await checkBio(ctx, change.bio)
  if (change.picture !== undefined) authorize.speak(ctx.actor)
  if (Object.keys(change).length > 0) {
    await transaction(ctx, async (ctx) => {
      const isOwn = eq(users.id, ctx.actor.id)
      const [found] = await ctx.db.select(profile).from(users).where(isOwn).for('update')
      if (found) checkUnchanged(revision, found, change)
      await ctx.db.update(users).set(storedChange(change)).where(isOwn)
      await emit(ctx, 'actor.changed', { userId: ctx.actor.id })
      if (change.picture !== undefined)
        await emit(ctx, 'user.picture_changed', { userId: ctx.actor.id })
    })
  }
  return showMe(ctx)
}

const profile = {
  locale: users.locale,
  timeZone: users.timeZone,
  bio: users.bio
}

const revisionOf = ({ locale, timeZone, bio }: Profile) =>
  snapshotOfFields({ locale, timeZone, bio }).revision

const storedChange = ({ picture, ...change }: z.output<typeof meInput>) => ({
  ...change,
  ...(picture !== undefined && { picture: picture || null })
})

async function checkBio(ctx: Context, bio: string) {
  authorize.speak(ctx.actor)
  await ctx.ports.safety.review(ctx, { path: 'bio', text: bio, isPublic: true })
}
