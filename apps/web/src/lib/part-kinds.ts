/** Parts of snapshots that are times, as ISO 8601. */
export const timeParts = new Set([
  'publishAt',
  'expiresAt',
  'startsAt',
  'endsAt',
  'pinnedUntil',
  'effectiveAt'
])

/** Parts of snapshots with one line per item. */
export const listParts = new Set([
  'services',
  'categories',
  'categoryIds',
  'countries',
  'topics',
  'words',
  'readerGroups',
  'section',
  'sectionGroups'
])
