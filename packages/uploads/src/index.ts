import './events.ts'
import './ports.ts'

export { attachUploads, uploadIdsIn } from './attaching.ts'
export { filesOnDisk } from './disk.ts'
export { uploadsEndpoints } from './endpoints.ts'
export { eraseUnattached, eraseUploads, removeErasedFiles } from './erasing.ts'
export type { Files } from './files.ts'
export { filesInBucket } from './s3.ts'
