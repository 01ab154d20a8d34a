export { serviceAccountEndpoints } from './endpoints.ts'
export { serviceTopic } from './topics.ts'
