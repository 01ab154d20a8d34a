export { feedOfTag } from '../lists/feeds.ts'
export { invalidateOldTags, invalidateTags } from './most-used.ts'
