// What members use in a thread.
import './quote-selected.ts'
import './reading-position.ts'
import './reply-dock.ts'
import './vote.ts'

if (document.querySelector('article-link')) void import('./composer-articles.ts')
