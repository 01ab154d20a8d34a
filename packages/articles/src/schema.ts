export * from './schema/content.ts'
export { articleSections } from './schema/sections.ts'
export { articles } from './schema/articles.ts'
export { articleRevisions, articleSlugs, articleTranslations } from './schema/translations.ts'
