import { sql, and, asc, eq, isNotNull, isNull, like } from 'drizzle-orm'
import { atLeast, notFound, type Context, invalid } from '@stoa/core'
import { m } from '@stoa/messages'
import { lengthOf, usernameKey } from '@stoa/core/text'
import type { Author } from '@stoa/core/contract'
import { hasProfile, isGone, shownPicture, shownRole, userErased, authorColumns } from './people.ts'
import { can } from '../policy.ts'
import { formerName } from './rename.ts'
import { contributions, mutedUsers, users } from '../schema.ts'

const counted = (kind: string) =>
  sql<number>`(select count(*)::int from ${contributions} c where c.user_id = "users"."id"
    and c.kind = ${kind} and c.revoked_at is null)`

/**
 * Returns the public profile of a user. The bio of `new` members is left out. A former name gives
 * the profile under the present one.
 * @throws Problem 404, 410 `user_erased`
 */
export async function showProfile(ctx: Context, username: string) {
  const [row] = await select(ctx).where(hasProfile(username)).limit(1)
  if (!row) throw notFound()
  const { gone, posts, acceptedAnswers, votesReceived, ...profile } = row
  if (gone) throw userErased()
  const { actor } = ctx
  const isPerson = profile.role !== 'service'
  return {
    ...profile,
    erased: false,
    contributions: { posts, acceptedAnswers, votesReceived },
    can: {
      report: isPerson && can.report(actor, profile.id),
      mute: isPerson && can.mute(actor, profile.id),
      revealPersonalData: isPerson && can.revealPersonalData(actor, profile.role)
    }
  }
}

/** Only moderators see the bio of new members, because spammers put advertisements there. */
const bioFor = ({ id, role }: Context['actor']) =>
  sql<string>`case when ${users.trust} = 'new' and ${users.role} = 'member' and ${users.id} <> ${id}
    and not ${atLeast(role, 'volunteer')}::boolean then '' else ${users.bio} end`

const select = ({ db, actor, now }: Context) =>
  db
    .select({
      id: users.id,
      username: users.username,
      role: shownRole(users),
      trust: users.trust,
      formerStaff: users.formerStaff,
      bio: bioFor(actor),
      picture: shownPicture(users),
      createdAt: users.createdAt,
      formerName: formerName(now),
      gone: isGone(users),
      posts: counted('post'),
      acceptedAnswers: counted('accepted_answer'),
      votesReceived: counted('vote_received'),
      muted: sql<boolean>`exists (select 1 from ${mutedUsers} m where m.user_id = ${actor.id}
        and m.muted_user_id = "users"."id")`
    })
    .from(users)

const minLength = 3
const minHanLength = 2
const suggestionCount = 8

/**
 * Suggests users whose names begin with `typed`, to complete a mention.
 * @throws Problem 422 on `q` below three characters (two of Han), so that users cannot be listed
 */
export async function suggestUsers(ctx: Context, typed: string) {
  const minimum = minLengthOf(typed)
  if (lengthOf(usernameKey(typed)) < minimum) throw invalid('q', 'field_too_short', { minimum })
  const found = await beginningWith(ctx, typed, suggestionCount)
  return found.map(({ username, role }) => ({ username, role, roleName: nameOf(ctx, role) }))
}

function nameOf({ locale }: Context, role: Author['role']): string | null {
  if (role === 'staff' || role === 'admin') return m.web_role_staff({}, { locale })
  return role === 'volunteer' ? m.web_role_volunteer({}, { locale }) : null
}

/**
 * Finds users whose names begin with `typed`, at most `limit`, as authors. Empty for guests and for
 * fewer than three characters (two of Han).
 */
export async function findUsers(ctx: Context, typed: string, limit: number): Promise<Author[]> {
  if (ctx.actor.role === 'guest') return []
  if (lengthOf(usernameKey(typed)) < minLengthOf(typed)) return []
  return beginningWith(ctx, typed, limit)
}

const minLengthOf = (typed: string) =>
  /^\p{sc=Han}+$/u.test(usernameKey(typed)) ? minHanLength : minLength

const beginningWith = ({ db, ports }: Context, typed: string, limit: number) =>
  db
    .select(authorColumns(users))
    .from(users)
    .where(
      and(
        like(users.usernameKey, `${usernameKey(typed).replace(/[\\%_]/g, '\\$&')}%`),
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        isNull(users.closesAt),
        eq(users.visitor, false),
        ports.demo ? undefined : eq(users.demo, false)
      )
    )
    .orderBy(asc(users.usernameKey))
    .limit(limit)
