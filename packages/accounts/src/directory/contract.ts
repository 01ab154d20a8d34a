import { z } from 'zod'
import {
  cursorShape,
  lineOfText,
  listOf,
  localeShape,
  roleShape,
  timeShape,
  trustShape,
  usernameShape
} from '@stoa/core/contract'
import { agreementInput, agreementShown } from '../agreement.ts'
import { emailShape, newPassword, unlessEmpty } from '../shapes.ts'

const accountRole = roleShape.exclude(['guest'])

/** Hindrances to the usual use of an account. */
export const accountState = z.enum(['active', 'invited', 'unconfirmed', 'frozen', 'closing'])

export const peopleFilter = z.object({
  /** Any part of the username. */
  q: unlessEmpty(z.string().trim().min(1).max(30)),
  role: unlessEmpty(accountRole),
  trust: unlessEmpty(trustShape),
  language: unlessEmpty(localeShape),
  /** First and last day of joining, in UTC. */
  joinedFrom: unlessEmpty(z.iso.date()),
  joinedTo: unlessEmpty(z.iso.date()),
  /** First and last day of the last visit, in UTC. */
  seenFrom: unlessEmpty(z.iso.date()),
  seenTo: unlessEmpty(z.iso.date()),
  /** A present sanction; `any` is one of them. */
  sanction: unlessEmpty(z.enum(['any', 'silence', 'suspension'])),
  state: unlessEmpty(accountState)
})
export const peopleQuery = peopleFilter.extend({ cursor: cursorShape.optional() })

export const listedPerson = z.object({
  id: z.int(),
  username: z.string(),
  role: accountRole,
  trust: trustShape,
  locale: localeShape.nullable(),
  createdAt: timeShape,
  lastSeenAt: timeShape.nullable(),
  state: accountState,
  /** Present sanctions. */
  sanctions: z.array(z.enum(['silence', 'suspension']))
})
export const peopleList = listOf(listedPerson)

export const person = listedPerson.extend({
  /** The name of a drawn picture, or the id of an uploaded one. */
  picture: z.string().nullable(),
  secondFactor: z.boolean(),
  /** Somebody reported it as lost. */
  factorLost: z.boolean(),
  /** When the account is erased, if it was closed. */
  closesAt: timeShape.nullable(),
  /** The username of the admin or member of staff whose invitation the account was made with. */
  invitedBy: z.string().nullable(),
  can: z.object({ setRole: z.boolean(), close: z.boolean() })
})

/** Finds the account of an exact address. The search is logged with its reason. */
export const emailSearchInput = z.object({ email: emailShape, reason: lineOfText(300, 5) })
export const emailSearchAnswer = z.object({ username: z.string().nullable() })

export const newAccountInput = z.object({
  username: usernameShape,
  email: emailShape,
  /** The language of the email and of the account. */
  locale: localeShape.optional()
})

export const renameInput = z.object({ to: usernameShape })

export const activationQuery = z.object({ token: z.string().max(100) })
export const createdAccount = z.object({ username: z.string() })
export const shownActivation = createdAccount.extend({ agreement: agreementShown })
export const activationInput = z.object({
  ...agreementInput,
  token: z.string().max(100),
  password: newPassword
})

export type PeopleFilter = z.output<typeof peopleFilter>
export type ListedPerson = z.infer<typeof listedPerson>
export type Person = z.infer<typeof person>
