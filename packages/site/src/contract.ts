import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  lineOfText,
  localeShape,
  revisionShape,
  snapshotShape,
  textByLocale,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'
import { pictureUses } from './content.ts'

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'site_color_invalid')
  .toLowerCase()
const line = (maximum: number) => lineOfText(maximum, 0).default('')

const wordsShape = z.object({
  name: line(60),
  shortName: line(24),
  tagline: line(120),
  description: line(300),
  contact: bodyOfText(500, 0).default(''),
  sender: line(60),
  signature: bodyOfText(500, 0).default('')
})

const footerLink = z.object({
  url: z.url({ protocol: /^https$/, error: 'site_link_invalid' }).max(300),
  labels: textByLocale(lineOfText(40, 0))
})

/** What an admin writes; pictures are sent apart. */
export const siteInput = z.object({
  /** The version that the writer began with. */
  revision: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  words: textByLocale(wordsShape),
  /** Without a dark colour, one is derived. */
  accent: z.object({ light: color, dark: z.union([color, z.literal('')]) }).nullable(),
  footerLinks: z.array(footerLink).max(8),
  replyTo: z.email('site_reply_to_invalid').max(200).nullable(),
  poweredBy: z.boolean()
})
export type SiteInput = z.infer<typeof siteInput>

const accentShape = z.object({
  light: z.string(),
  dark: z.string(),
  softLight: z.string(),
  softDark: z.string()
})

/** What everybody reads of the site. */
export const siteShape = z.object({
  name: z.string(),
  shortName: z.string(),
  tagline: z.string(),
  description: z.string(),
  contact: z.string(),
  accent: accentShape.nullable(),
  /** Addresses below the origin. */
  logo: z.object({ light: z.string(), dark: z.string() }).nullable(),
  icon: z.string().nullable(),
  /** The social picture. */
  picture: z.string().nullable(),
  footerLinks: z.array(z.object({ url: z.string(), label: z.string() })),
  /** Whether the forum was opened; until then one administrator decides alone. */
  opened: z.boolean(),
  poweredBy: z.boolean(),
  locales: z.array(z.string()),
  defaultLocale: z.string()
})

/** Whether what was saved waits, in part, for a second person. */
export const savedShape = z.object({ waits: z.boolean() })

const changedPart = z.object({ name: z.string(), before: z.string(), after: z.string() })

const versionShape = z.object({
  id: z.int(),
  author: authorShape.nullable(),
  approvedBy: authorShape.nullable(),
  createdAt: timeShape,
  appliedAt: timeShape.nullable(),
  outcome: z.enum(['present', 'former', 'waiting', 'discarded']),
  /** Differences from the version that held before it. */
  changes: z.array(changedPart)
})

export const siteDraft = z.object({
  revision: z.number(),
  content: siteInput.omit({ revision: true }).extend({
    pictures: z
      .object({ logoLight: z.string(), logoDark: z.string(), icon: z.string(), social: z.string() })
      .partial()
  }),
  /** What waits for a second person. */
  waiting: z
    .object({
      snapshot: snapshotShape,
      changes: z.array(changedPart),
      author: authorShape.nullable(),
      createdAt: timeShape,
      can: z.object({ approve: z.boolean() })
    })
    .nullable(),
  locales: z.array(localeShape),
  defaultLocale: localeShape,
  opened: z.boolean()
})
export type SiteDraft = z.infer<typeof siteDraft>

export const siteHistory = z.object({ items: z.array(versionShape) })

export const pictureParams = z.object({ use: z.enum(pictureUses) })
export const restorationInput = z.object({ revision: revisionShape })
