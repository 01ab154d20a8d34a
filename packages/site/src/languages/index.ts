import '../events.ts'

export { chooseLanguages, languagesChosen } from './choosing.ts'
export type { UnnamedText } from './contract.ts'
export { languagesEndpoints } from './endpoints.ts'
