export type { SiteContent, SiteWords } from './content.ts'
