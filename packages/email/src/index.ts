export { createMailer, type Mail } from './mailer.ts'
