import './events.ts'

export { emptyContent, type SiteContent, type SiteWords } from './content.ts'
export { currentSite, invalidateSite, type Site } from './current.ts'
export { openForum } from './opening.ts'
export { inLanguage, siteWords, wordsOf } from './words.ts'
