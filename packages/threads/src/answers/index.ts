export { acceptAnswer } from './accept-answer.ts'
export { invalidateHelpers } from './helpers.ts'
