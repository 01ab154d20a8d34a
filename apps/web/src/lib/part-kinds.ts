/** Parts of snapshots that are times, as ISO 8601. */
export const timeParts = new Set([
  'publishAt',
  'expiresAt',
  'startsAt',
  'endsAt',
  'pinnedUntil',
  'effectiveAt',
  'freshUntil'
])

/** Parts of snapshots with one line per item. */
export const listParts = new Set([
  'services',
  'categories',
  'categoryIds',
  'topics',
  'words',
  'holidays',
  'readerGroups',
  'writerGroups',
  'moderatorGroups',
  'section',
  'series',
  'parentId',
  'discussion',
  'topic',
  'sectionGroups',
  'events',
  'announcementTypes',
  'severities',
  'reasons'
])
