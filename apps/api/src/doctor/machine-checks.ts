import { stat, statfs } from 'node:fs/promises'
import { after } from '@stoa/core'
import { commandLine } from '@stoa/core/release'
import { isLoopback } from '@stoa/core/server'
import { createMailer } from '@stoa/email'
import { countVariants, countWaiting } from '@stoa/uploads'
import { broken, good, look, type Check } from './findings.ts'

const megabyte = 1024 * 1024
const little = 1024 * megabyte
const tooLittle = 100 * megabyte
const looksAt = 200
/** Milliseconds; clamd is asked each minute about what waits. */
const stuckAfter = 3600_000

export const checkDisk: Check = async ({ configuration: { dataDirectory } }) => {
  const { bavail, bsize } = await statfs(dataDirectory)
  const free = bavail * bsize
  const words = `${Math.round(free / megabyte)} MB are free in ${dataDirectory}`
  if (free < tooLittle) return broken(`${words}: soon nothing can be written.`)
  return free < little ? look(`${words}: make room.`) : good(`${words}.`)
}

export const checkFolder: Check = async ({ configuration: { dataDirectory } }) => {
  const { mode } = await stat(dataDirectory)
  if (process.platform === 'win32' || (mode & 0o077) === 0)
    return good(`Only its owner can enter ${dataDirectory}.`)
  return broken(`Other users can enter ${dataDirectory}, which contains the secret: chmod 700 it.`)
}

export const checkOrigin: Check = async ({ configuration: { origin } }) => {
  const { protocol, hostname } = new URL(origin)
  if (protocol === 'https:') return good(`The forum is at ${origin}.`)
  if (isLoopback(hostname))
    return look(`The forum is at ${origin}, on this machine only: STOA_ORIGIN opens it.`)
  return broken(`${origin} sends passwords unencrypted: use https.`)
}

export const checkContact: Check = async ({ configuration: { securityContact } }) => {
  if (securityContact) return good(`Vulnerabilities are reported to ${securityContact}.`)
  return look('No contact for reports of vulnerabilities is published: set STOA_SECURITY_CONTACT.')
}

export const checkUploads: Check = async ({ connection: { sql }, ports: { files } }) => {
  const newest = await sql<{ id: string }[]>`select id from uploads
    where erased_at is null and scan is distinct from 'found' order by created_at desc limit ${looksAt}`
  let missing = 0
  for (const { id } of newest) {
    const file = await files.open(id)
    await file?.close()
    if (!file) missing += 1
  }
  if (missing === 0) return good(`The newest ${newest.length} uploads are in the storage.`)
  return broken(
    `Of the newest ${newest.length} uploads ${missing} are missing: bring STOA_DATA/uploads or the ` +
      'bucket back from a backup.'
  )
}

export const checkScanner: Check = async ({ connection: { db }, ports: { scanner }, now }) => {
  const waiting = await countWaiting({ db })
  if (!scanner) return good('Uploads are not scanned: STOA_CLAMD names no scanner.')
  try {
    await scanner.ping()
  } catch {
    return broken(`clamd does not answer, and ${waiting} uploads wait for it: see STOA_CLAMD.`)
  }
  const stuck = await countWaiting({ db }, after(now, -stuckAfter))
  if (stuck === 0) return good(`clamd answers; ${waiting} uploads wait for it.`)
  return look(
    `clamd answers, but has not judged ${stuck} uploads within an hour: see its log, and its ` +
      'StreamMaxLength.'
  )
}

export const checkVariants: Check = async ({ connection: { db } }) => {
  const { total, waiting } = await countVariants({ db })
  if (waiting === 0) return good('All pictures have their smaller variants.')
  return look(
    `${waiting} of ${total} uploads wait for their smaller variants, which are made in the ` +
      `background: "${commandLine} variants" makes them at once.`
  )
}

export const checkMail: Check = async ({ configuration, connection: { sql }, now }) => {
  const { smtpUrl, smtpTls, dataDirectory, mailFrom, origin, demo } = configuration
  if (!smtpUrl) {
    const words = `Mail is written to ${dataDirectory}/mail`
    return demo ? good(`${words}.`) : look(`${words} and reaches nobody: set STOA_SMTP_URL.`)
  }
  const settings = { smtpUrl, smtpTls, folder: '', from: mailFrom, origin, clock: () => now }
  const mailer = createMailer(settings)
  try {
    await mailer.check()
  } catch (error) {
    return broken(`The mail server refuses us (${(error as Error).message}): see STOA_SMTP_URL.`)
  } finally {
    mailer.close()
  }
  const [tested] = await sql`select from settings where name = 'mail_works'`
  if (tested || demo) return good('The mail server takes mail.')
  return look('The mail server takes mail. Sign-up opens after a test mail: see /admin/mail.')
}
