import './ports.ts'

export { attachUploads, uploadIdsIn, type Parent } from './attaching.ts'
export { filesOnDisk } from './disk.ts'
export { uploadsEndpoints } from './endpoints.ts'
export { eraseUnattached, eraseUploads } from './erasing.ts'
export type { Files } from './files.ts'
export { filesInBucket, type Bucket } from './s3.ts'
