export type { Letterhead, Mail } from './mail.ts'
export { createMailer } from './mailer.ts'
