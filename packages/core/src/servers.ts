import type { Settings } from './environment.ts'
import { StartError } from './start-error.ts'
import { authoritiesWith, databaseAt, tlsModeFor } from './tls.ts'

/** `endpoint` is set for servers other than Amazon's. */
export type Bucket = {
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

/** Where traces are sent. */
export type TraceCollector = {
  url: string
  headers: Record<string, string>
  /** The share of requests and jobs that are traced, between 0 and 1. */
  share: number
  /** What the collector calls this forum. */
  service: string
}

export type Clamd = { path: string } | { host: string; port: number }

/** Address and TLS options of PostgreSQL. @throws StartError as `databaseAt` */
export function databaseOf({ DATABASE_URL, STOA_DATABASE_TLS, STOA_TLS_CA }: Settings) {
  if (!DATABASE_URL) return {}
  const { url, ssl } = databaseAt(DATABASE_URL, STOA_DATABASE_TLS, authoritiesWith(STOA_TLS_CA))
  return { databaseUrl: url, databaseTls: ssl }
}

/** Address and TLS options of the SMTP server. @throws StartError as `authoritiesWith` */
export function smtpOf({ STOA_SMTP_URL: smtpUrl, STOA_SMTP_TLS, STOA_TLS_CA }: Settings) {
  if (!smtpUrl) return {}
  const mode = tlsModeFor(new URL(smtpUrl).hostname, STOA_SMTP_TLS)
  return { smtpUrl, smtpTls: { mode, ca: authoritiesWith(STOA_TLS_CA) } }
}

/** The collector of traces, if one is set. Its path is the one that OpenTelemetry defines. */
export function tracesOf(values: Settings): TraceCollector | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = values
  const { OTEL_TRACES_SAMPLER_ARG: share, OTEL_SERVICE_NAME: service } = values
  return base ? { url: `${base.replace(/\/$/, '')}/v1/traces`, headers, share, service } : undefined
}

/** Where clamd listens, if it is to scan uploads. */
export function clamdOf({ STOA_CLAMD: given }: Settings): Clamd | undefined {
  if (!given) return undefined
  if (given.startsWith('/')) return { path: given }
  const { hostname, port } = new URL(`tcp://${given}`)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/**
 * The server and key for backups: their own, else those of uploads. `undefined` without a key.
 * @throws StartError if only a part is set
 */
export function backupStorageOf(values: Settings): Omit<Bucket, 'bucket'> | undefined {
  const { STOA_BACKUP_S3_ENDPOINT: endpoint, STOA_BACKUP_S3_REGION: region } = values
  const accessKeyId = values.STOA_BACKUP_S3_ACCESS_KEY_ID
  const secretAccessKey = values.STOA_BACKUP_S3_SECRET_ACCESS_KEY
  if (!endpoint && !accessKeyId && !secretAccessKey) return bucketOf(values)
  if (accessKeyId && secretAccessKey) return { endpoint, region, accessKeyId, secretAccessKey }
  throw new StartError(
    'Backups in S3 need STOA_BACKUP_S3_ACCESS_KEY_ID and STOA_BACKUP_S3_SECRET_ACCESS_KEY: set both, or none.'
  )
}

/** The bucket of uploads, if one is set. @throws StartError if one of its settings is missing */
export function bucketOf(values: Settings): Bucket | undefined {
  const { STOA_S3_BUCKET: bucket, STOA_S3_ENDPOINT: endpoint, STOA_S3_REGION: region } = values
  const accessKeyId = values.STOA_S3_ACCESS_KEY_ID
  const secretAccessKey = values.STOA_S3_SECRET_ACCESS_KEY
  if (!bucket && !endpoint && !accessKeyId && !secretAccessKey) return undefined
  if (bucket && accessKeyId && secretAccessKey) {
    return { bucket, endpoint, region, accessKeyId, secretAccessKey }
  }
  throw new StartError(
    'Uploads in S3 need STOA_S3_BUCKET, STOA_S3_ACCESS_KEY_ID and STOA_S3_SECRET_ACCESS_KEY: set all ' +
      'three, or none.'
  )
}
