import { loadLanguages, locales } from './index.ts'

// Tests of words speak every language; a forum loads those it has chosen.
await loadLanguages(locales)
