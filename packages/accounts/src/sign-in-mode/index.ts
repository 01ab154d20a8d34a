export { queueLinkMails } from './link-mailing.ts'
export { followMode } from './enforce.ts'
export { allowPasswords } from './mode-change.ts'
export { invalidateMode } from './mode.ts'
