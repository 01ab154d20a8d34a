export * from './schema/actions.ts'
export * from './schema/cases.ts'
