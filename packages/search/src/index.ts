import './ports.ts'

export { searchEndpoints } from './endpoints.ts'
export { indexPosts, indexTitle, reindex } from './indexing.ts'
export { postgresEngine } from './postgres.ts'
export { similarThreads } from './titles.ts'
