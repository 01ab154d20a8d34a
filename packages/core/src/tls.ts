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
 * How to reach the PostgreSQL server of an address. What it says of TLS in `sslmode`, `ssl` and
 * `sslrootcert` goes before the setting, with the meaning that libpq gives them; `allow` and `prefer` say
 * nothing. The two drivers read an address differently, so nothing of this is left in it, and its
 * server and port stand where both look for them.
 * @returns the address for both drivers, and the way to speak with it
 * @throws StartError for what is unknown or not done here, and for a file that cannot be read
 */
export function databaseAt(
  address: string,
  wanted: TlsMode | undefined,
  ca: string[] | undefined
): { url: string; ssl: Tls | false } {
  const url = new URL(address)
  const own = takeOwn(url.searchParams)
  refuseOthers(url.searchParams)
  placeServer(url)
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

/** A server in the query goes before the one in front of the path; without any it is this machine. */
function placeServer(url: URL) {
  const host = take(url.searchParams, 'host') ?? decodeURIComponent(url.hostname)
  const port = take(url.searchParams, 'port')
  const isIPv6 = isIP(host) === 6 || host.startsWith('[')
  url.hostname = isIPv6
    ? `[${host.replace(/^\[|\]$/g, '')}]`
    : encodeURIComponent(host || 'localhost')
  if (port) url.port = port
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
  const ssl = take(query, 'ssl')
  const name = take(query, 'sslmode') ?? (ssl && (switches[ssl] ?? ssl)) ?? 'prefer'
  const file = take(query, 'sslrootcert')
  if (!(name in sslModes)) throw unknownMode(name)
  // With an authority of its own libpq takes `require` for `verify-ca`.
  const mode = sslModes[name === 'require' && file ? 'verify-ca' : name]
  return {
    ...(mode && { mode }),
    ...(file && { ca: certificatesIn(file, 'sslrootcert in DATABASE_URL') })
  }
}

/** `ssl`, which libpq does not have, as hosts of databases write it. */
const switches: Record<string, string> = {
  true: 'verify-full',
  1: 'verify-full',
  false: 'disable',
  0: 'disable'
}

function take(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name) ?? undefined
  query.delete(name)
  return value || undefined
}

/** What else an address can say of TLS or of its server is not done here, and would be by one driver. */
function refuseOthers(query: URLSearchParams) {
  const other = [...query.keys()].find((name) =>
    /^(?:ssl|hostaddr$|requiressl$|uselibpq)/i.test(name)
  )
  if (other === undefined) return
  throw new StartError(
    `DATABASE_URL has ${other}, which the forum does not use: take it out. What it says of TLS goes into ` +
      'sslmode and sslrootcert, or into STOA_DATABASE_TLS and STOA_TLS_CA.'
  )
}

const unknownMode = (name: string) =>
  new StartError(
    `DATABASE_URL says sslmode=${name}, which PostgreSQL does not know: use verify-full, verify-ca, require ` +
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
