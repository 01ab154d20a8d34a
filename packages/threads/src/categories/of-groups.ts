/** The door for what groups do in categories; only `apps/api` uses it. */
export { categoriesOfGroup } from './category-groups.ts'
export { categoryPowerHandler } from './moderating-groups.ts'
