export * from '../pagination.ts'
export * from '../every-row.ts'
export * from '../insert-rows.ts'
export * from '../columns.ts'
