// What the page of a ticket at the desk needs.
import './enter-presses.ts'
import './recall-countdown.ts'
import './ticket-composer.ts'
import './ticket-presence.ts'
