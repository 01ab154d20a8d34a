export { acceptAnswer } from './accept-answer.ts'
export { invalidateHelpers } from './top-answerers.ts'
