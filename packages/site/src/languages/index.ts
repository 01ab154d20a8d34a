import '../events.ts'

export { chooseLanguages, languagesChosen } from './choosing.ts'
export { languagesEndpoints } from './endpoints.ts'
