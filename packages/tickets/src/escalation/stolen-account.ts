import { and, eq, notInArray } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { guest, transaction, type Actor, type Context, type Locale } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { prepareMessage } from '../conversation/messages.ts'
import { begin, insertTicket } from './opening.ts'
import { tickets } from '../schema.ts'

const topic = 'account_access'
const priority = 'urgent'

/**
 * Effect of `account.reported_stolen`: opens an urgent ticket in the account's name, which can be
 * read with a code mailed to its address. Does nothing if such a ticket is open.
 */
export async function openForStolenAccount(
  given: Context,
  { userId }: { userId: number }
): Promise<void> {
  const language = await localeOf(given, userId)
  const actor: Actor = { ...guest, id: userId, scopes: ['support'] }
  const ctx = { ...given, locale: language, actor }
  if (await hasOne(ctx, userId)) return
  const subject = m.tickets_stolen_subject({}, { locale: language })
  const body = m.tickets_stolen_body({}, { locale: language })
  const message = await prepareMessage(ctx, { body, audience: 'requester', side: 'requester' })
  await transaction(ctx, async (ctx) => {
    const values = { requesterId: userId, topic, subject, language, priority } as const
    const opened = await insertTicket(ctx, values, body)
    if (opened) await begin(ctx, opened.id, message)
  })
}

async function localeOf(ctx: Context, userId: number): Promise<Locale> {
  const { db, locale } = ctx
  const [user] = await db.select({ locale: users.locale }).from(users).where(eq(users.id, userId))
  return user?.locale ? offeredLanguage(ctx, user.locale) : locale
}

async function hasOne({ db }: Context, userId: number): Promise<boolean> {
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.requesterId, userId),
        eq(tickets.topic, topic),
        eq(tickets.priority, priority),
        notInArray(tickets.state, ['resolved', 'closed'])
      )
    )
    .limit(1)
  return rows.length > 0
}
