import { OutboundError, StartError, systemCode } from '@stoa/core/server'
import { Problem } from '@stoa/core'

type Explain = (error: unknown) => never

/** Runs `put`. What the bytes themselves throw, such as a lost database, is no fault of the place. */
export async function unlessFromSource(
  bytes: AsyncIterable<Buffer>,
  explain: Explain,
  put: (bytes: AsyncIterable<Buffer>) => Promise<void>
): Promise<void> {
  let failed: { error: unknown } | undefined
  const source = async function* () {
    try {
      yield* bytes
    } catch (error) {
      failed = { error }
      throw error
    }
  }
  await put(source()).catch((error: unknown) => {
    if (failed) throw failed.error
    explain(error)
  })
}

/** Says what hinders writing into a folder. */
export const explainFolder =
  (folder: string): Explain =>
  (error) => {
    const code = systemCode(error)
    if (['ENOSPC', 'EDQUOT'].includes(code))
      throw new StartError(
        `There is no room for the backup in ${folder}: make room and start it again. Older backups are unchanged.`
      )
    if (!code) throw error
    throw new StartError(
      `${folder} cannot take the backup (${code}): check its path and permissions.`
    )
  }

/** Says what hinders the use of a bucket. */
export const explainBucket =
  ({ bucket }: { bucket: string }): Explain =>
  (error) => {
    const [, refused] = /^file storage: (\w+ \d+ \w*)$/.exec(messageOf(error)) ?? []
    if (refused)
      throw new StartError(
        `The bucket ${bucket} refuses the backup (${refused.trim()}): its key needs s3:PutObject, ` +
          's3:GetObject, s3:AbortMultipartUpload, s3:ListBucket and s3:DeleteObject there; see STOA_BACKUP_S3_.'
      )
    if (error instanceof Problem && error.code === 'upload_storage_full')
      throw new StartError(`There is no room for the backup in the bucket ${bucket}: make room.`)
    if (error instanceof Problem || error instanceof OutboundError)
      throw new StartError(
        `The storage of the bucket ${bucket} cannot be used: check STOA_BACKUP_S3_ENDPOINT and that it runs.`
      )
    throw error
  }

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '')
