import { eraseClosed } from '@stoa/accounts'
import type { TestForum } from '../forum.ts'
import { openBrowser, type Browser } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

export const another = 'seven lanterns drift southward'
export const day = 24 * 3600_000

/** Moves the account of a browser to another address and confirms it. */
export async function moveTo(forum: TestForum, browser: Browser, email: string) {
  await browser.post('/me/email', { email })
  return browser.put('/me/email', { token: (await lastMailTo(forum, email)).token })
}

/** The token of the latest undo link that was sent to an address. */
export const undoLink = (forum: TestForum, email: string) =>
  lastLink(forum, email, '/undo-email-change')

/** The token of the latest link to a page that was sent to an address. */
export async function lastLink(forum: TestForum, email: string, page: string) {
  const mails = await mailsTo(forum, email)
  return mails.findLast(({ text }) => text.includes(`${page}?token=`))?.token ?? ''
}

export const undo = (forum: TestForum, token: string) =>
  openBrowser(forum).post('/accounts/email-undo', { token })

/** Resets the password with a mail to the address. */
export async function reset(forum: TestForum, email: string, password = another) {
  const browser = openBrowser(forum)
  await browser.post('/accounts/password-reset', { email })
  const token = await lastLink(forum, email, '/reset-password')
  return browser.put('/accounts/password-reset', { token, password })
}

/** Freezes the account of an address with a mailed code. */
export async function freezeByCode(forum: TestForum, email: string) {
  const browser = openBrowser(forum)
  await browser.post('/accounts/freezing/code', { email })
  const { code } = await lastMailTo(forum, email)
  return browser.put('/accounts/freezing/code', { email, code })
}

export const signIn = (forum: TestForum, login: string, password: string, code?: string) =>
  openBrowser(forum).post('/sessions', { login, password, ...(code && { code }) })

/** Erases closed accounts after seven days, as the hourly task does. */
export async function waitForErasing(forum: TestForum) {
  forum.advance(7 * day)
  await eraseClosed(forum.context())
}
