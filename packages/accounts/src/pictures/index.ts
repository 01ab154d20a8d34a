export { lockAccount } from '../recovery/account-lock.ts'
export { notifyOfPicture, setPicture } from './setting.ts'
export { isUploaded, mayUpload } from './uploaded.ts'
