export { limitedNetwork, shortenedNetwork } from '../addresses.ts'
export * from '../limits.ts'
export * from '../concurrency.ts'
export { visitorOf } from '../visitor.ts'
