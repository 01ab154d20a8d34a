/**
 * A store of bytes by id. Ids use the characters `A-Za-z0-9_-`.
 * @throws Problem 503 `upload_storage_away` if it is unreachable or takes too long
 */
export type Files = {
  /**
   * Stores `bytes` so that they survive a crash.
   * @throws Problem 507 `upload_storage_full`
   */
  put(id: string, bytes: Buffer): Promise<void>
  /** The bytes, or `undefined` if the id is unknown. */
  get(id: string): Promise<Buffer | undefined>
  /** Removes the bytes. An unknown id is ignored. */
  remove(id: string): Promise<void>
}
