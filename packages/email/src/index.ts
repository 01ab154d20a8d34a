export { createMailer, type Mailer, type MailerConfiguration } from './mailer.ts'
export type { OutgoingMail } from './mail.ts'
