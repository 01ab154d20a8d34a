export * from './filters/contract.ts'
export * from './official/contract.ts'
export * from './official-mail/contract.ts'
