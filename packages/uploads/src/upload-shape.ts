import { isImage, isVideo } from './content-type.ts'
import type { Upload } from './contract.ts'
import type { uploads } from './schema.ts'

type UploadRow = typeof uploads.$inferSelect

const pathOf = (id: string) => `/api/v1/uploads/${id}`

/** Describes a stored file. */
export const toUpload = (row: UploadRow): Upload => ({
  id: row.id,
  url: pathOf(row.id),
  name: row.name,
  contentType: row.contentType,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  markdown: markdownOf(row),
  createdAt: row.createdAt
})

/** Captions stand behind the video that they belong to. */
function markdownOf({ id, name, contentType }: UploadRow): string {
  if (contentType === 'text/vtt') return `{captions=${pathOf(id)}}`
  const isShown = isImage(contentType) || isVideo(contentType)
  return `${isShown ? '!' : ''}[${name}](${pathOf(id)})`
}
