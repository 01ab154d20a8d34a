// What articles need of tickets.
export { requesterAsReader } from './conversation/requester-as-reader.ts'
export { repliesNamingArticles } from './desk/replies-naming-articles.ts'
export {
  answeredTickets,
  leaksIn,
  leaksOf,
  resolvedTicket
} from './conversation/words-for-articles.ts'
