import '../events.ts'

export { chooseLanguages, languagesChosen } from './choose.ts'
export type { UnnamedText } from './contract.ts'
export { languagesEndpoints } from './endpoints.ts'
