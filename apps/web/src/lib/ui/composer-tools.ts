import { m } from '@stoa/messages'
import type { IconName } from './icons.ts'

type Tool = [action: string, icon: IconName, word: () => string]

const image: Tool = ['image', 'image', m.web_composer_image]
const forAll: Tool[] = [
  ['bold', 'bold', m.web_composer_bold],
  ['italic', 'italic', m.web_composer_italic],
  ['link', 'link', m.web_composer_link],
  ['quote', 'quote', m.web_composer_quote],
  ['code', 'code', m.web_composer_code],
  ['list', 'list', m.web_composer_list]
]

/** Buttons of the composer; images only for users who may upload. */
export const composerTools = (uploads: boolean): Tool[] => (uploads ? [...forAll, image] : forAll)
