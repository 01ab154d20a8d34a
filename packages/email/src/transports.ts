import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { isDistrusted, type SmtpTls } from '@stoa/core/server'

export type Transport = {
  /** Sends one mail. Resolves when the server or the disk has it. */
  send(name: string, mail: SendMailOptions): Promise<void>
  /** Rejects if no mail could be sent. */
  check(): Promise<void>
  close(): void
}

// Users write texts of mails, so nodemailer must never read a file or a URL from them.
const closed = { disableFileAccess: true, disableUrlAccess: true }

/**
 * Sends through an SMTP server over a few open connections. A `smtps:` address uses TLS from the
 * first byte even if the mode is `off`, then without verifying the certificate.
 */
export function smtpTransport(url: string, tls: SmtpTls): Transport {
  let opened: ReturnType<typeof openPool> | undefined
  const pool = () => (opened ??= openPool(url, tls))
  return {
    send: async (_name, mail) => void (await (await pool()).sendMail(mail).catch(explained)),
    check: async () => void (await (await pool()).verify().catch(explained)),
    close: () => void opened?.then((pool) => pool.close()).catch(() => undefined)
  }
}

/** Loads nodemailer with the first mail: it takes memory that a node without mails does not need. */
async function openPool(url: string, { mode, ca }: SmtpTls) {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    requireTLS: mode !== 'off',
    ignoreTLS: mode === 'off',
    tls: { rejectUnauthorized: mode === 'verify', ...(ca && { ca }) },
    ...closed
  })
}

/** @throws Error that names the setting, if TLS failed */
function explained(error: unknown): never {
  if (isDistrusted(error)) throw new Error(distrusted, { cause: error })
  throw error instanceof Error && /STARTTLS/.test(error.message)
    ? new Error(offersNone, { cause: error })
    : error
}

const distrusted =
  'The certificate of the mail server is not trusted: set the certificate of its authority in ' +
  'STOA_TLS_CA, or set STOA_SMTP_TLS=unverified.'
const offersNone =
  'The mail server does not offer TLS: enable it there, or set STOA_SMTP_TLS=off if nobody else can access ' +
  'the connection.'

/**
 * Writes each mail as `<name>.eml` into a folder, atomically. A retry with the same name replaces
 * the file.
 */
export function fileTransport(folder: string): Transport {
  return {
    send: async (name, mail) => {
      const { messageOf } = await import('./message.ts')
      await writeWhole(folder, `${name}.eml`, messageOf(mail))
    },
    check: () => createFolder(folder),
    close: () => {}
  }
}

async function writeWhole(folder: string, name: string, bytes: Buffer) {
  const unfinished = join(folder, `.${name}.part`)
  const write = () => writeFile(unfinished, bytes, { mode: 0o600 })
  // Most often the folder is there.
  await write().catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await createFolder(folder)
    await write()
  })
  await rename(unfinished, join(folder, name))
}

async function createFolder(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}
