/** Parts of snapshots that are a moment, as ISO 8601. */
export const timeParts = new Set(['publishAt', 'expiresAt', 'startsAt', 'endsAt', 'pinnedUntil'])

/** Parts of one line for each of what they name. */
export const listParts = new Set(['services', 'categories', 'categoryIds', 'topics', 'words'])
