// What articles need of tickets.
export { requesterAsReader } from './desk/reply-articles.ts'
export {
  repliesNamingArticles,
  answeredTickets,
  leaksIn,
  leaksOf,
  resolvedTicket
} from './conversation/words-for-articles.ts'
