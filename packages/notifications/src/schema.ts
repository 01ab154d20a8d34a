export * from './schema/inbox.ts'
export * from './schema/kinds.ts'
export * from './schema/mails.ts'
