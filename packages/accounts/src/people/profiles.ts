import { sql } from 'drizzle-orm'
import { atLeast, notFound, type Context } from '@stoa/core'
import { hasProfile, isGone, shownPicture, shownRole, userErased } from './people.ts'
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
