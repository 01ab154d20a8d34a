import { hkdfSync } from 'node:crypto'
import { resolve } from 'node:path'
import type { z } from 'zod'
import { storedSecret, prepareDataDirectory } from './data-directory.ts'
import { explainSetting, settings, type Settings } from './environment.ts'
import { isLoopback } from './loopback.ts'
import {
  backupStorageOf,
  bucketOf,
  clamdOf,
  databaseOf,
  smtpOf,
  tracesOf,
  type Bucket,
  type Clamd,
  type TraceCollector
} from './servers.ts'
import { refuseUnknown } from './setting-names.ts'
import { StartError } from './start-error.ts'
import type { SmtpTls, Tls } from './tls.ts'

/** Mails beyond these limits are sent later, never lost. */
export type MailLimits = {
  /** Mails about notifications per address and hour. Further ones are combined into one mail. */
  perAddress: number
  /** Codes and security mails per domain and hour. */
  securityPerDomain: number
  /**
   * Codes and security mails per address and day. Also the codes that one network may request for
   * an address without a session.
   */
  securityPerAddress: number
}

export type Configuration = {
  port: number
  host: string
  /** Public URL without a trailing slash. */
  origin: string
  /** Absolute path of an existing folder that only its owner may enter. */
  dataDirectory: string
  role: 'all' | 'web' | 'worker'
  /** The most that cached pages may take. */
  pageCacheBytes: number
  /** Seconds between reporting not ready and closing, so that load balancers notice. */
  drainSeconds: number
  demo: boolean
  /** `undefined` for the embedded database. */
  databaseUrl?: string
  /** TLS to the server of `databaseUrl`; false for plain text. */
  databaseTls?: Tls | false
  /** `key` can write. `searchKey`, if set, can only search. */
  meili?: { url: string; key?: string; searchKey?: string; prefix?: string }
  smtpUrl?: string
  smtpTls?: SmtpTls
  mailFrom: string
  mailLimits: MailLimits
  s3?: Bucket
  /** The server and key for backups in a bucket. */
  backupStorage?: Omit<Bucket, 'bucket'>
  /** Where clamd listens, which scans uploads. `undefined` scans none. */
  clamd?: Clamd
  secret: string
  /** The former `secret`, which still decrypts and verifies older data. */
  previousSecret?: string
  /** Addresses and CIDRs of proxies whose forwarded headers are trusted. */
  trustProxy: string[]
  metricsPort?: number
  traces?: TraceCollector
  /** A `mailto:` or `https:` address for reports of vulnerabilities. `undefined` publishes none. */
  securityContact?: string
  /** A file of passwords from data breaches, which nobody may choose. */
  breachedPasswordsFile?: string
  /** A server that speaks the range protocol of Have I Been Pwned, such as its own. */
  pwnedPasswordsUrl?: string
  /** The sign-in providers of the operator, as JSON or the path of a file with it. */
  signInProviders?: string
  logLevel: Settings['LOG_LEVEL']
}

/**
 * Reads the settings at start; empty values count as unset. Creates the data folder and the secret
 * in it if they are missing.
 * @throws StartError naming the setting and what to do
 */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  refuseUnknown(Object.keys(settings.shape), env)
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const parsed = settings.safeParse(given, { error: explainSetting })
  if (!parsed.success) throw badSetting(parsed.error)
  const values = parsed.data
  const own = values.STOA_ORIGIN ?? defaultOrigin(values)
  const demo = isDemo(values, own)
  if (values.DATABASE_URL && !values.STOA_SECRET) throw secretMissing()
  const dataDirectory = prepareDataDirectory(resolve(values.STOA_DATA))
  const secret = values.STOA_SECRET ?? storedSecret(dataDirectory)
  return configured(values, { origin: own, demo, dataDirectory, secret })
}

/** The 32 byte key for one purpose, such as `tickets`. Keys of different purposes are unrelated. */
export const secretFor = (configuration: Pick<Configuration, 'secret'>, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', configuration.secret, '', `stoa/${purpose}`, 32))

type Derived = Pick<Configuration, 'origin' | 'demo' | 'dataDirectory' | 'secret'>

const configured = (values: Settings, derived: Derived): Configuration => ({
  ...derived,
  port: values.PORT,
  host: values.HOST,
  role: values.STOA_ROLE,
  pageCacheBytes: values.STOA_PAGE_CACHE * 1024 * 1024,
  drainSeconds: values.STOA_DRAIN,
  ...databaseOf(values),
  meili: values.STOA_MEILI_URL
    ? {
        url: values.STOA_MEILI_URL,
        key: values.STOA_MEILI_KEY,
        searchKey: values.STOA_MEILI_SEARCH_KEY,
        prefix: values.STOA_MEILI_PREFIX
      }
    : undefined,
  previousSecret: values.STOA_PREVIOUS_SECRET,
  ...smtpOf(values),
  mailFrom: values.STOA_MAIL_FROM ?? defaultSender(derived.origin),
  mailLimits: {
    perAddress: values.STOA_MAIL_PER_ADDRESS,
    securityPerDomain: values.STOA_SECURITY_MAIL_PER_DOMAIN,
    securityPerAddress: values.STOA_SECURITY_MAIL_PER_ADDRESS
  },
  s3: bucketOf(values),
  backupStorage: backupStorageOf(values),
  clamd: clamdOf(values),
  trustProxy: values.STOA_TRUST_PROXY,
  metricsPort: values.STOA_METRICS_PORT,
  traces: tracesOf(values),
  securityContact: values.STOA_SECURITY_CONTACT,
  breachedPasswordsFile: values.STOA_BREACHED_PASSWORDS,
  pwnedPasswordsUrl: values.STOA_PWNED_PASSWORDS_URL,
  signInProviders: values.STOA_SIGN_IN_PROVIDERS,
  logLevel: values.LOG_LEVEL
})

const defaultSender = (origin: string) => {
  const { hostname } = new URL(origin)
  return `forum@${isLoopback(hostname) ? 'localhost' : hostname}`
}

function badSetting(error: z.ZodError): StartError {
  const [issue] = error.issues
  return new StartError(
    `${String(issue?.path[0])} is not valid (${issue?.message}): correct or remove it; .env.example ` +
      'explains every setting.'
  )
}

const secretMissing = () =>
  new StartError(
    'DATABASE_URL needs STOA_SECRET: set it to at least 32 random characters, the same on every node.'
  )

function defaultOrigin({ HOST, PORT }: Settings): string {
  if (isLoopback(HOST)) return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
  throw new StartError(
    `HOST ${HOST} can be reached from outside: set STOA_ORIGIN to the public URL, such as ` +
      'https://forum.example.org.'
  )
}

function isDemo(values: Settings, own: string): boolean {
  const local = isLoopback(values.HOST)
  const byDefault = local && !values.DATABASE_URL && !values.STOA_ORIGIN
  const allowed = local && isLoopback(new URL(own).hostname) && values.STOA_TRUST_PROXY.length === 0
  if (!values.STOA_DEMO || allowed) return values.STOA_DEMO ?? (byDefault && allowed)
  throw new StartError(
    'STOA_DEMO creates accounts with a publicly known password, so it works on this machine only: ' +
      'unset it, or HOST, STOA_ORIGIN and STOA_TRUST_PROXY.'
  )
}
