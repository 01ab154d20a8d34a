export { serviceAccountEndpoints } from './endpoints.ts'
export { serviceTopicHandler } from './topics.ts'
