import { validateHeaderName, validateHeaderValue } from 'node:http'
import { z } from 'zod'
import { tlsModes } from './tls.ts'

const address = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()], {
  error: 'it must be a list of addresses or CIDRs, separated by commas'
})

const switchShape = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'])
  .transform((word) => ['on', 'true', '1', 'yes'].includes(word))

const port = z.coerce.number().int().min(1).max(65535)
const atLeastOne = z.coerce.number().int().min(1)
const tlsMode = z.enum(tlsModes)
const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'it must be a URL that begins with http:// or https://'
})

const origin = httpUrl
  .regex(/^https?:\/\/[^/?#@]+\/?$/, 'it must be scheme, host and port only')
  .transform((url) => new URL(url).origin)

const contact = z.union(
  [z.email().transform((address) => `mailto:${address}`), z.url({ protocol: /^https$/ })],
  { error: 'it must be an email address or an https URL' }
)

// What stands in an address is logged with it when the server cannot be reached.
const searchServer = httpUrl.refine(
  (url) => !isWithCredentials(url),
  'it holds a name or password; give the key as STOA_MEILI_KEY'
)

function isWithCredentials(url: string): boolean {
  const { username, password } = URL.parse(url) ?? {}
  return Boolean(username || password)
}

// Other characters cannot be sent in a header, and the error would quote the whole key.
const key = z
  .string()
  .regex(
    /^[!-~]+$/,
    'it has spaces, line breaks or letters beyond ASCII; a key of Meilisearch has none'
  )

// What stands in the address is logged by what sends there.
const collector = httpUrl
  .refine(
    (url) => !isWithCredentials(url),
    'it holds a name or password; give them in OTEL_EXPORTER_OTLP_HEADERS'
  )
  .refine(
    (url) => URL.parse(url)?.port !== '4317',
    'port 4317 is for gRPC; name the port for HTTP, which is usually 4318'
  )

const headers = z.string().transform((list, { addIssue }) => {
  const found = headersIn(list)
  if (!found) addIssue('it must be NAME=VALUE, separated by commas, with percent-encoded values')
  return found ?? z.NEVER
})

const clamd = z
  .string()
  .refine(
    (given) => /^\/./.test(given) || isHostAndPort(given),
    'it must be HOST:PORT or the path of a socket'
  )

function isHostAndPort(given: string): boolean {
  const [, port] = /^(?:[\w.-]+|\[[\da-f:.]+\]):(\d{1,5})$/i.exec(given) ?? []
  return port !== undefined && URL.canParse(`tcp://${given}`)
}

/** All settings by environment variable; `.env.example` explains each. */
export const settings = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'it must be postgres://USER:PASSWORD@HOST:PORT/DATABASE'
    })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  STOA_ORIGIN: origin.optional(),
  STOA_DATABASE_TLS: tlsMode.optional(),
  STOA_DATA: z.string().min(1).default('.stoa'),
  STOA_PAGE_CACHE: z.coerce.number().int().min(1).max(65_536).default(32),
  STOA_DRAIN: z.coerce.number().int().min(0).max(300).default(0),
  STOA_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  STOA_DEMO: switchShape.optional(),
  STOA_MEILI_URL: searchServer.optional(),
  STOA_MEILI_KEY: key.optional(),
  STOA_MEILI_SEARCH_KEY: key.optional(),
  STOA_MEILI_PREFIX: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'it must be 1 to 64 letters, digits, "_" or "-"')
    .optional(),
  STOA_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'it must be smtp://USER:PASSWORD@HOST:PORT, or smtps://' })
    .optional(),
  STOA_SMTP_TLS: tlsMode.optional(),
  STOA_MAIL_FROM: z.email('it must be an email address, such as forum@example.org').optional(),
  STOA_MAIL_PER_ADDRESS: atLeastOne.default(30),
  STOA_SECURITY_MAIL_PER_DOMAIN: atLeastOne.default(1000),
  STOA_SECURITY_MAIL_PER_ADDRESS: atLeastOne.default(20),
  STOA_S3_ENDPOINT: httpUrl.optional(),
  STOA_S3_REGION: z.string().min(1).default('us-east-1'),
  STOA_S3_BUCKET: z.string().min(1).optional(),
  STOA_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  STOA_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  STOA_BACKUP_S3_ENDPOINT: httpUrl.optional(),
  STOA_BACKUP_S3_REGION: z.string().min(1).default('us-east-1'),
  STOA_BACKUP_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  STOA_BACKUP_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  STOA_CLAMD: clamd.optional(),
  STOA_SECRET: z.string().min(32).optional(),
  STOA_PREVIOUS_SECRET: z.string().min(32).optional(),
  STOA_TLS_CA: z.string().min(1).optional(),
  STOA_TRUST_PROXY: z
    .string()
    .transform((list) => list.split(',').map((item) => item.trim()))
    .pipe(z.array(address))
    .default([]),
  STOA_METRICS_PORT: port.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_SERVICE_NAME: z.string().min(1).default('stoa'),
  STOA_SECURITY_CONTACT: contact.optional(),
  STOA_BREACHED_PASSWORDS: z.string().min(1).optional(),
  STOA_PWNED_PASSWORDS_URL: httpUrl.optional(),
  STOA_SIGN_IN_PROVIDERS: z.string().min(1).optional()
})

/** Says what to write for a setting that has no words of its own. */
export function explainSetting(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_value') return `it must be one of ${issue.values.join(', ')}`
  const what = issue.origin === 'string' ? 'have' : 'be'
  const unit = issue.origin === 'string' ? ' characters' : ''
  if (issue.code === 'too_small') return `it must ${what} at least ${issue.minimum}${unit}`
  if (issue.code === 'too_big') return `it must ${what} at most ${issue.maximum}${unit}`
  return issue.expected === 'int' ? 'it must be a whole number' : 'it must be a number'
}

/** The settings as given, with defaults. */
export type Settings = z.output<typeof settings>

/**
 * Reads `NAME=VALUE,NAME=VALUE` with percent-encoded values, as OpenTelemetry defines it.
 * @returns undefined if it is something else
 */
function headersIn(list: string): Record<string, string> | undefined {
  try {
    return Object.fromEntries(list.split(',').filter(Boolean).map(headerIn))
  } catch {
    return undefined
  }
}

/** @throws Error if the name or the value cannot be sent */
function headerIn(pair: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(pair.trim()) ?? []
  const decoded = decodeURIComponent(value)
  validateHeaderName(name)
  validateHeaderValue(name, decoded)
  return [name, decoded]
}
