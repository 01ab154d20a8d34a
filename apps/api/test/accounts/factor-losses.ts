import { eq } from 'drizzle-orm'
import { remindOfLosses } from '@stoa/accounts/factor-loss'
import { secondFactors, securityEvents } from '@stoa/accounts/schema'
import type { TestForum } from '../forum.ts'
import { openBrowser, password, type Browser } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { codeOf, protectedAccount } from './protecting.ts'

export const day = 24 * 3600_000

/** Signs in with the password alone and returns what continues to the second factor. */
export async function continuationOf(browser: Browser, login: string): Promise<string> {
  return (await browser.post('/sessions', { login, password })).body.continuation
}

type Person = { username: string; email: string }

/** Goes as far as password and mailed code lead to who has lost the factor. */
export async function reportLost(
  forum: TestForum,
  { username, email }: Person,
  browser = openBrowser(forum)
) {
  const continuation = await continuationOf(browser, username)
  await browser.post('/sessions/second-factor/loss/code', { continuation })
  const { code } = await lastMailTo(forum, email)
  return browser.post('/sessions/second-factor/loss', { continuation, code })
}

/** A member whose factor was just reported as lost. */
export async function memberWithLoss(forum: TestForum) {
  const member = await protectedAccount(forum)
  await reportLost(forum, member)
  return member
}

/** Days pass, each with the task that reminds owners. */
export async function passDays(forum: TestForum, days: number) {
  for (let count = 0; count < days; count += 1) {
    forum.advance(day)
    await remindOfLosses(forum.context())
  }
}

/** Replaces the factor by the one that was offered. */
export const replace = (
  forum: TestForum,
  offer: { grant: string; secret: string },
  browser = openBrowser(forum)
) =>
  browser.put('/sessions/second-factor/loss', {
    grant: offer.grant,
    code: codeOf(forum, offer.secret)
  })

/** The tokens of the links by which an address can cancel the report, the oldest first. */
export const cancelLinks = async (forum: TestForum, email: string): Promise<string[]> =>
  (await mailsTo(forum, email))
    .filter(({ text }) => text.includes('/keep-second-factor?token='))
    .map(({ token }) => token)

export const cancel = (forum: TestForum, token: string) =>
  openBrowser(forum).post('/accounts/factor-loss/undo', { token })

/** Whether the factor of somebody is reported as lost. */
export const isLost = async (forum: TestForum, { id }: { id: number }) => {
  const [row] = await forum.connection.db
    .select()
    .from(secondFactors)
    .where(eq(secondFactors.userId, id))
  return typeof row?.lostAt === 'string'
}

/** The kinds of security events about somebody. */
export const kindsAbout = async (forum: TestForum, { id }: { id: number }) => {
  const rows = await forum.connection.db
    .select({ kind: securityEvents.kind })
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, id))
    .orderBy(securityEvents.id)
  return rows.map(({ kind }) => kind)
}
