export { demoCategories } from './texts/categories.ts'
export { milliseconds } from './texts/duration.ts'
export { demoUsers } from './texts/users.ts'
export type * from './texts/types.ts'
