// The tables that other packages may read. Only this package writes them.
export { notifications } from './schema.ts'
