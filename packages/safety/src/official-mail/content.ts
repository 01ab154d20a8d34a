import type { Context } from '@stoa/core'
import { addressOf } from '@stoa/guards'
import type { AddressObject, ParsedMail } from 'mailparser'
import { isOfficialLink } from '../official/official.ts'

const maxShown = 10
const maxLinks = 1000

/** What a mail says, decoded. */
export type MailContent = {
  senders: { name: string; address: string }[]
  to: string[]
  subject: string
  /** Addresses of its links, in HTML and in plain text. */
  links: string[]
}

/** Decodes a mail whose signature is right. */
export async function readContent(bytes: Buffer): Promise<MailContent> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(bytes, {
    ...{ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }
  })
  return {
    senders: mailboxes(mail.from).map(({ name, address = '' }) => ({ name, address })),
    to: mailboxes(mail.to)
      .map(({ address = '' }) => plain(address))
      .slice(0, maxShown),
    subject: plain(mail.subject ?? ''),
    links: linksOf(mail).slice(0, maxLinks)
  }
}

/** The hosts that links lead to and that are not the organisation's, without duplicates. */
export async function hostsElsewhere(ctx: Context, links: readonly string[]): Promise<string[]> {
  const hosts = new Set<string>()
  for (const link of links)
    if (!(await isOfficialLink(ctx, link))) hosts.add(addressOf(link)?.host ?? plain(link))
  return [...hosts].slice(0, maxShown)
}

const mailboxes = (field: AddressObject | AddressObject[] | undefined) =>
  [field ?? []].flat().flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))

/** Without what reorders or hides text on the page. */
const plain = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 300)

function linksOf({ html, text = '' }: ParsedMail): string[] {
  const inHtml = [...(html || '').matchAll(target)].map(([, a, b, c]) => decoded(a ?? b ?? c ?? ''))
  const written = text.match(/https?:\/\/[^\s<>"'）】」]+/gi) ?? []
  return [...new Set([...inHtml, ...written])].filter((link) => addressOf(link) !== undefined)
}

/** Attributes that lead away when something is clicked or sent. */
const target = /\b(?:href|action|formaction)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

const decoded = (attribute: string) =>
  attribute
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (all, hex: string | undefined, decimal) => {
      const code = hex ? parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    })
    .replaceAll('&amp;', '&')
    .replace(/[\t\r\n]/g, '')
    .trim()
