import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { isLoopback } from './loopback.ts'
import { StartError, systemCode } from './start-error.ts'

/**
 * `verify`: TLS, with a server that proves who it is; `unverified`: TLS with whoever answers; `off`: in
 * the clear.
 */
export const tlsModes = ['verify', 'unverified', 'off'] as const
export type TlsMode = (typeof tlsModes)[number]

/** What Node needs to know to speak TLS with a server; `ca`: PEM, in place of those that it knows. */
export type Tls = {
  rejectUnauthorized: boolean
  /** An IP address, which is to stand in the certificate. */
  host?: string
  ca?: string[]
  checkServerIdentity?: () => undefined
}

/** How to reach the SMTP server. */
export type SmtpTls = { mode: TlsMode; ca?: string[] }

/** The mode that is set, else `off` on this machine and `verify` everywhere else. */
export const tlsModeFor = (host: string, wanted: TlsMode | undefined): TlsMode =>
  wanted ?? (isOnThisMachine(host) ? 'off' : 'verify')

/** A Unix socket has a folder for its host. */
const isOnThisMachine = (host: string) => host === '' || host.startsWith('/') || isLoopback(host)

/** The authorities that Node knows, and those of a file beside them. @throws StartError */
export const authoritiesWith = (file: string | undefined): string[] | undefined =>
  file === undefined ? undefined : [...rootCertificates, certificatesIn(file, 'STOA_TLS_CA')]

/**
 * How to reach the PostgreSQL server of an address. What `sslmode` and `sslrootcert` in it say goes before
 * the setting, with the meaning that libpq gives them; `allow` and `prefer` say nothing.
 * @returns the address without these, and the way to speak with it
 * @throws StartError for a mode that is unknown, and for a file that cannot be read
 */
export function databaseAt(
  address: string,
  wanted: TlsMode | undefined,
  ca: string[] | undefined
): { url: string; ssl: Tls | false } {
  const url = new URL(address)
  const own = takeOwn(url.searchParams)
  const host = decodeURIComponent(url.hostname)
  const { mode, anyName } = own.mode ?? { mode: tlsModeFor(host, wanted) }
  if (mode === 'off') return { url: url.href, ssl: false }
  const bare = host.replace(/^\[|\]$/g, '')
  const authorities = own.ca ? [own.ca] : ca
  const ssl = {
    rejectUnauthorized: mode === 'verify',
    // Of a name the drivers themselves tell Node.
    ...(isIP(bare) && { host: bare }),
    ...(authorities && { ca: authorities }),
    ...(anyName && { checkServerIdentity: () => undefined })
  }
  return { url: url.href, ssl }
}

type OwnMode = { mode: TlsMode; anyName?: boolean }

const sslModes: Record<string, OwnMode | undefined> = {
  disable: { mode: 'off' },
  allow: undefined,
  prefer: undefined,
  require: { mode: 'unverified' },
  'no-verify': { mode: 'unverified' },
  'verify-ca': { mode: 'verify', anyName: true },
  'verify-full': { mode: 'verify' }
}

/** Takes out what the address itself says of TLS. */
function takeOwn(query: URLSearchParams): { mode?: OwnMode; ca?: string } {
  const name = query.get('sslmode') ?? 'prefer'
  const file = query.get('sslrootcert')
  query.delete('sslmode')
  query.delete('sslrootcert')
  if (!(name in sslModes)) throw unknownMode(name)
  // With an authority of its own libpq takes `require` for `verify-ca`.
  const mode = sslModes[name === 'require' && file ? 'verify-ca' : name]
  return {
    ...(mode && { mode }),
    ...(file && { ca: certificatesIn(file, 'sslrootcert in DATABASE_URL') })
  }
}

const unknownMode = (name: string) =>
  new StartError(
    `DATABASE_URL has sslmode=${name}, which PostgreSQL does not know: use verify-full, verify-ca, require ` +
      'or disable.'
  )

function certificatesIn(file: string, setting: string): string {
  const text = read(file, setting)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new StartError(`${setting} names ${file}, which holds no certificate (PEM).`)
}

function read(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`${setting} names ${file}, which cannot be read (${systemCode(error)}).`)
  }
}

// Words of Node and OpenSSL for what is wrong with a certificate.
const ofCertificate =
  /CERT|UNABLE_TO_|ISSUER|HOSTNAME_MISMATCH|certificate|altnames|unable to (get|verify)/i

/** Whether a connection failed because the server could not prove who it is. */
export const isDistrusted = (error: unknown): boolean =>
  error instanceof Error &&
  (ofCertificate.test(systemCode(error)) || ofCertificate.test(error.message))
