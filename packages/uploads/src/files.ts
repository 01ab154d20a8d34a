/**
 * A place that keeps bytes under an id of the characters `A-Za-z0-9_-`.
 * @throws Problem 503 `upload_storage_away` while it cannot be reached or takes too long
 */
export type Files = {
  /**
   * Keeps `bytes`; when it returns they survive a crash.
   * @throws Problem 507 `upload_storage_full`
   */
  put(id: string, bytes: Buffer): Promise<void>
  /** The bytes, or `undefined` when there are none under this id. */
  get(id: string): Promise<Buffer | undefined>
  /** Removes them; nothing happens when there are none. */
  remove(id: string): Promise<void>
}
