import { resolve } from 'node:path'

/** npm runs commands in the folder of package.json and passes the user's folder in INIT_CWD. */
export const asTyped = (file: string) => resolve(process.env['INIT_CWD'] ?? '', file)
