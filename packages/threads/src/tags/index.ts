export { feedOfTag } from '../lists/feeds.ts'
export { invalidateTags } from './most-used.ts'
