import { m } from '@stoa/messages'
import type { IconName } from './icons.ts'

type Tool = [action: string, icon: IconName, word: () => string]

const forAll: Tool[] = [
  ['bold', 'bold', m.web_composer_bold],
  ['italic', 'italic', m.web_composer_italic],
  ['link', 'link', m.web_composer_link],
  ['quote', 'quote', m.web_composer_quote],
  ['code', 'code', m.web_composer_code],
  ['list', 'list', m.web_composer_list]
]
const forPages: Tool[] = [
  ['listOrdered', 'listOrdered', m.web_composer_list_ordered],
  ['heading', 'heading', m.web_composer_heading],
  ['table', 'table', m.web_composer_table]
]
const image: Tool = ['image', 'image', m.web_composer_image]
const file: Tool = ['file', 'file', m.web_composer_file]

type Offered = { pictures: boolean; files: boolean; isPage: boolean }

/**
 * Buttons of the composer; pictures and files only for who may add them. A page for writing has all,
 * a reply below a thread what is used most.
 */
export const composerTools = ({ pictures, files, isPage }: Offered): Tool[] => [
  ...forAll,
  ...(isPage ? forPages : []),
  ...(pictures ? [image] : []),
  ...(isPage && files ? [file] : [])
]
