import '../events.ts'

export { chooseLanguages } from './choosing.ts'
export { languagesEndpoints } from './endpoints.ts'
