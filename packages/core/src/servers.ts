import type { Settings } from './environment.ts'
import { StartError } from './start-error.ts'
import { authoritiesWith, databaseAt, tlsModeFor } from './tls.ts'

/** `endpoint`: of a server other than Amazon's. */
export type Bucket = {
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

/** Where PostgreSQL is, and how to speak with it. @throws StartError as `databaseAt` */
export function databaseOf({ DATABASE_URL, STOA_DATABASE_TLS, STOA_TLS_CA }: Settings) {
  if (!DATABASE_URL) return {}
  const { url, ssl } = databaseAt(DATABASE_URL, STOA_DATABASE_TLS, authoritiesWith(STOA_TLS_CA))
  return { databaseUrl: url, databaseTls: ssl }
}

/** Where mails are handed over, and how. @throws StartError as `authoritiesWith` */
export function smtpOf({ STOA_SMTP_URL: smtpUrl, STOA_SMTP_TLS, STOA_TLS_CA }: Settings) {
  if (!smtpUrl) return {}
  const mode = tlsModeFor(new URL(smtpUrl).hostname, STOA_SMTP_TLS)
  return { smtpUrl, smtpTls: { mode, ca: authoritiesWith(STOA_TLS_CA) } }
}

/** The bucket of uploads, if one is named. @throws StartError where a setting of it is missing */
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
