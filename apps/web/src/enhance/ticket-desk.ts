// What the page of a ticket at the desk needs.
import './article-link.ts'
import './instant-choices.ts'
import './enter-presses.ts'
import './list-digits.ts'
import './recall-countdown.ts'
import './row-shortcuts.ts'
import './ticket-composer.ts'
import './ticket-presence.ts'
