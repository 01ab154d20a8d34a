type Version = { withdrawn: object | null }

/** The version before one of a list, newest first, without those that were withdrawn. */
export const shownBefore = <V extends Version>(versions: readonly V[], at: number): V | undefined =>
  versions.slice(at + 1).find(({ withdrawn }) => withdrawn === null)
