import { and, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { isSignInRequired } from '@stoa/accounts/reading-access'
import { users } from '@stoa/accounts/tables'
import { after, type Context } from '@stoa/core'
import { findLeads, findWalletStrings } from '@stoa/guards'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { excerpt, excerptOfHtml } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { notifications } from './schema.ts'

/** Digits that could be dialled or searched for, with what may stand between them. */
const number = /\+?\p{Nd}(?:[ ().,/·-]{0,2}\p{Nd}){6,}/gu
const messengers =
  '微信|威信|vx|v信|wechat|telegram|飞机|飛機|电报|電報|tg|qq|whatsapp|line|discord'
/** A name at another messenger: after a colon or the like, or with a digit or an underscore in it. */
const messenger = new RegExp(
  String.raw`(?<![a-z])(?:${messengers}) ?(?:号|號|群|id)? ?(?:[:：是為为] ?[\w.-]{4,}|(?=[a-z.-]*[\d_])[\w.-]{4,})`,
  'giu'
)
/** In which a post can be edited or hidden before a mail says what it says. */
export const postsWait = 3 * 60_000

/**
 * The beginnings of the posts that notifications are about, with who wrote them, by the id of the
 * notification. Left out is what guests cannot read, what was edited since, and what members wrote
 * who are new: an address of the forum must not carry words to people that nobody has looked at.
 * @param length graphemes of each
 */
export async function wordsOfPosts(
  ctx: Context,
  ids: readonly number[],
  length: number
): Promise<Map<number, string>> {
  if (ids.length === 0 || (await isSignInRequired(ctx))) return new Map()
  const rows = await tellable(ctx, ids)
  const { name: forum } = await siteWords(ctx, ctx.locale)
  return new Map(
    rows.map(({ id, name, official, html }) => {
      const written = official ? m.notifications_mail_written_for : m.notifications_mail_written_by
      // An address must not be cut before it is found.
      const words = excerpt(withoutLeads(ctx, excerptOfHtml(html, 2 * length)), length)
      // The mark keeps a text of digits from looking like a code of the forum.
      return [id, `${written({ name, forum }, { locale: ctx.locale })}\n> ${words}`]
    })
  )
}

const tellable = ({ db, now }: Context, ids: readonly number[]) =>
  db
    .select({
      id: notifications.id,
      name: users.username,
      official: posts.official,
      html: posts.html
    })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(
      and(
        ...[inArray(notifications.id, [...ids]), eq(categories.readers, 'everyone')],
        ...[eq(posts.state, 'visible'), eq(threads.state, 'visible')],
        ...[isNull(posts.editedAt), isNull(posts.redactedAt), isNull(users.erasedAt)],
        lte(posts.createdAt, after(now, -postsWait)),
        or(posts.official, ne(users.trust, 'new'))
      )
    )

/** A text in which nothing can be followed, called or written to. */
function withoutLeads({ locale }: Context, text: string): string {
  const others = [...text.matchAll(number), ...text.matchAll(messenger)]
  const found = [
    ...[...findLeads(text), ...findWalletStrings(text)],
    ...others.map(({ 0: one, index }) => ({ start: index, end: index + one.length }))
  ]
  const instead = m.notifications_mail_left_out({}, { locale })
  let [shown, at] = ['', 0]
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start)) {
    if (start >= at) shown += text.slice(at, start) + instead
    at = Math.max(at, end)
  }
  return shown + text.slice(at)
}
