import { typeOf, videoTypeOf, type AllowedType } from './content-type.ts'

/** Which files may be uploaded. */
export type Accepted = {
  megabytes: number
  /** @throws Problem 422 for a file of another type */
  typeOf(bytes: Buffer, name: string): Promise<AllowedType>
}

const bytesOf = ({ megabytes }: Accepted) => megabytes * 1024 * 1024

/** What everybody may upload. */
export const files: Accepted = { megabytes: 10, typeOf }
export const maximumFileBytes = bytesOf(files)

/** Videos and their captions. */
export const videos: Accepted = { megabytes: 50, typeOf: videoTypeOf }
export const maximumVideoBytes = bytesOf(videos)

/** What `upload` takes, by the use of the file. */
export const uploadKinds = { files, videos }
