import type { Headline } from './ports.ts'
import type { ReceiverFormat } from './schema.ts'

/** How messages are written for one kind of chat. */
type Chat = {
  /** Whether a URL is one that the chat gives out. */
  takes(url: URL): boolean
  /** The request for a message; all words are plain text. */
  request(url: URL, headline: Headline): { url: string; body: object }
  /** Whether an answer of status 2xx is a success. */
  isAccepted(body: string): boolean
}

const linesOf = ({ title, facts, url }: Headline) =>
  [title, facts.join(' · '), url].filter(Boolean).join('\n')

// Slack reads these as markup: mentions of everybody, and links with other words.
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

// Feishu reads these as mentions, also of everybody, and knows no way to escape them.
const withoutMentions = (text: string) => text.replace(/<(?=\s*\/?\s*at\b)/gi, '＜')

/** Every chat that messages can go to; another one is another row. */
export const chats: Record<Exclude<ReceiverFormat, 'generic'>, Chat> = {
  slack: {
    takes: ({ pathname }) => pathname.startsWith('/services/'),
    request: (url, { title, facts, url: link }) => ({
      url: url.href,
      body: {
        text: [escaped(title), escaped(facts.join(' · ')), `<${link}>`].filter(Boolean).join('\n')
      }
    }),
    isAccepted: () => true
  },
  telegram: {
    takes: ({ pathname, searchParams }) =>
      /^\/bot[^/]+\/sendMessage$/.test(pathname) && searchParams.has('chat_id'),
    request: (url, headline) => ({
      url: `${url.origin}${url.pathname}`,
      body: {
        ...{ chat_id: url.searchParams.get('chat_id'), text: linesOf(headline) },
        link_preview_options: { is_disabled: true }
      }
    }),
    isAccepted: () => true
  },
  feishu: {
    takes: ({ pathname }) => pathname.startsWith('/open-apis/bot/'),
    request: (url, headline) => ({
      url: url.href,
      body: { msg_type: 'text', content: { text: withoutMentions(linesOf(headline)) } }
    }),
    // Feishu answers 200 with a code, also when it refuses a message.
    isAccepted: (body) => /"(?:code|StatusCode)"\s*:\s*0\b/.test(body)
  }
}
