import { findEmails } from '../contacts/contact-forms.ts'
import { findPhones } from '../contacts/contacts.ts'
import type { Lead } from './lead.ts'
import { findHosts } from './lead-hosts.ts'
import { normal } from '../text-forms/normal.ts'

const mail =
  /(?<![\w.+-])[\w.+-]{1,64} ?(?:@|[[(] ?at ?[\])]) ?(?:[\p{L}\d-]{1,63}\.){1,4}\p{L}{2,24}/giu

/**
 * A handle with @; not the end of an email address, nor the scope of a package such as @harbor/sdk.
 */
const handle = /(?<![\w.@/-])@[a-z0-9_][a-z0-9_.-]{1,38}[a-z0-9_](?![\w/@])/giu

const called = String.raw`(?:\b(?:tel|phone|call|dial|ring|hotline|helpline|whatsapp|fax)\b|电话|電話|热线|熱線|致电|致電|拨打|撥打)`
const dialled = new RegExp(String.raw`${called}[^\d\n+]{0,14}(\+?\(?\d[\d ()-]{3,20}\d)`, 'giu')
const date = /^(?:19|20)\d\d[-/ ]\d{1,2}/
const fewestDigits = 5

/**
 * Finds everything a reader could follow or write to, in order: web addresses (also bare, with
 * broken dots or in look-alike letters), email addresses, phone numbers and handles.
 */
export function findLeads(given: string): Lead[] {
  const { text, at } = normal(given)
  const found = [...emails(text), ...findHosts(text), ...phones(text), ...handles(text)]
  return withoutOverlaps(found).map((lead) => ({
    ...lead,
    start: at(lead.start),
    end: at(lead.end)
  }))
}

function emails(text: string): Lead[] {
  if (!/@|[[(] ?at ?[\])]/i.test(text)) return []
  const written = Array.from(text.matchAll(mail), ({ 0: found, index }) => ({ found, index }))
  const known = findEmails(text).map(({ start, end }) => ({
    ...{ found: text.slice(start, end), index: start }
  }))
  return [...written, ...known].map(({ found, index }) => ({
    ...{ kind: 'email' as const, start: index, end: index + found.length },
    value: found
      .toLowerCase()
      .replace(/ ?[[(] ?at ?[\])] ?| /g, (sign) => (sign === ' ' ? '' : '@'))
  }))
}

/** The full stop of a sentence after a number. */
const stopBehindDigit = /(?<=\d)\.(?=\s|$)/g

function phones(text: string): Lead[] {
  const certain = findPhones(text.replace(stopBehindDigit, ' ')).map(
    ({ start, end }) => [start, end] as const
  )
  const named = Array.from(text.matchAll(dialled))
    .filter(
      ([, number = '']) => number.replace(/\D/g, '').length >= fewestDigits && !date.test(number)
    )
    .map(({ 0: whole, 1: number = '', index }) => {
      const end = index + whole.length
      return [end - number.length, end] as const
    })
  return [...certain, ...named].map(([start, end]) => ({
    ...{ kind: 'phone' as const, value: text.slice(start, end), start, end }
  }))
}

const handles = (text: string): Lead[] =>
  Array.from(text.matchAll(handle), ({ 0: found, index }) => ({
    ...{ kind: 'account' as const, value: found.toLowerCase() },
    ...{ start: index, end: index + found.length }
  }))

/** Drops leads within a longer one, such as the host of an email address. */
function withoutOverlaps(found: Lead[]): Lead[] {
  const kept: Lead[] = []
  const byLengthDescending = (one: Lead, other: Lead) =>
    other.end - other.start - (one.end - one.start)
  for (const lead of found.toSorted(byLengthDescending))
    if (!kept.some(({ start, end }) => lead.start < end && start < lead.end)) kept.push(lead)
  return kept.toSorted((one, other) => one.start - other.start)
}
