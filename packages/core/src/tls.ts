import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { isLoopback } from './loopback.ts'
import { StartError, systemCode } from './start-error.ts'

/** `verify`: TLS with a checked certificate. `unverified`: TLS without the check. `off`: no TLS. */
export const tlsModes = ['verify', 'unverified', 'off'] as const
export type TlsMode = (typeof tlsModes)[number]

/** TLS options for Node. `ca` is PEM and replaces Node's own authorities. */
export type Tls = {
  rejectUnauthorized: boolean
  /** An IP address that the certificate must contain. */
  host?: string
  ca?: string[]
  checkServerIdentity?: () => undefined
}

export type SmtpTls = { mode: TlsMode; ca?: string[] }

/** The setting, else `off` for this machine and `verify` for all other hosts. */
export const tlsModeFor = (host: string, wanted: TlsMode | undefined): TlsMode =>
  wanted ?? (isOnThisMachine(host) ? 'off' : 'verify')

/** The host of a Unix socket is a folder. */
const isOnThisMachine = (host: string) => host === '' || host.startsWith('/') || isLoopback(host)

/** Node's own authorities and those of a file. @throws StartError */
export const authoritiesWith = (file: string | undefined): string[] | undefined =>
  file === undefined ? undefined : [...rootCertificates, certificatesIn(file, 'STOA_TLS_CA')]

/**
 * Parses the address of a PostgreSQL server. `sslmode`, `ssl` and `sslrootcert` in the address take
 * precedence over the setting, with the meaning of libpq; `allow` and `prefer` count as unset. The
 * two drivers parse addresses differently, so these parameters are removed, and server and port are
 * put where both look for them.
 * @returns the address for both drivers, and the TLS options
 * @throws StartError for unknown or unsupported options, and for a file that cannot be read
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
    // For names the drivers set it themselves.
    ...(isIP(bare) && { host: bare }),
    ...(authorities && { ca: authorities }),
    ...(anyName && { checkServerIdentity: () => undefined })
  }
  return { url: url.href, ssl }
}

/**
 * A server in the query takes precedence over the one before the path. The default is this machine.
 */
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

/** Removes the TLS parameters from the query and returns them. */
function takeOwn(query: URLSearchParams): { mode?: OwnMode; ca?: string } {
  const ssl = take(query, 'ssl')
  const name = take(query, 'sslmode') ?? (ssl && (switches[ssl] ?? ssl)) ?? 'prefer'
  const file = take(query, 'sslrootcert')
  if (!(name in sslModes)) throw unknownMode(name)
  // As in libpq, `require` with an authority means `verify-ca`.
  const mode = sslModes[name === 'require' && file ? 'verify-ca' : name]
  return {
    ...(mode && { mode }),
    ...(file && { ca: certificatesIn(file, 'sslrootcert in DATABASE_URL') })
  }
}

/** Values of `ssl`, which libpq does not have, but database hosts write. */
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

/** Refuses other TLS or server parameters, because only one of the drivers would follow them. */
function refuseOthers(query: URLSearchParams) {
  const other = [...query.keys()].find((name) =>
    /^(?:ssl|hostaddr$|requiressl$|uselibpq)/i.test(name)
  )
  if (other === undefined) return
  throw new StartError(
    `DATABASE_URL contains ${other}, which is not supported: remove it. TLS settings go into ` +
      'sslmode and sslrootcert, or into STOA_DATABASE_TLS and STOA_TLS_CA.'
  )
}

const unknownMode = (name: string) =>
  new StartError(
    `DATABASE_URL contains sslmode=${name}, which PostgreSQL does not know: use verify-full, verify-ca, require ` +
      'or disable.'
  )

function certificatesIn(file: string, setting: string): string {
  const text = read(file, setting)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new StartError(`${setting} is set to ${file}, which contains no certificate (PEM).`)
}

function read(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(
      `${setting} is set to ${file}, which cannot be read (${systemCode(error)}).`
    )
  }
}

// Messages of Node and OpenSSL about certificates.
const ofCertificate =
  /CERT|UNABLE_TO_|ISSUER|HOSTNAME_MISMATCH|certificate|altnames|unable to (get|verify)/i

/** Whether a connection failed because the server's certificate was rejected. */
export const isDistrusted = (error: unknown): boolean =>
  error instanceof Error &&
  (ofCertificate.test(systemCode(error)) || ofCertificate.test(error.message))
