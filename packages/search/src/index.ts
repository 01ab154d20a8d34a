import './ports.ts'

export { searchEndpoints } from './endpoints.ts'
export { indexPosts, indexThread, reindex } from './indexing.ts'
export { postgresEngine, searchSettings } from './postgres.ts'
export { learnWords } from './spelling.ts'
export { similarThreads } from './titles.ts'
