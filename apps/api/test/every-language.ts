import { loadLanguages, locales } from '@stoa/messages'

// Tests of words speak every language; a forum loads those it has chosen.
await loadLanguages(locales)
