// What members use in a thread.
import './reading-position.ts'
import './reply-dock.ts'
import './vote.ts'
