import { expect, test } from 'vitest'
import { uploadRefusal } from './upload-refusal.server.ts'

const { searchParams, pathname } = new URL('https://forum.test/ask?upload=upload_too_large')

test('a refused upload is told in sentences, with no space after a Chinese one', () => {
  const told = (locale: 'en' | 'zh-CN') => uploadRefusal({ searchParams, pathname }, locale)
  expect(told('zh-CN')).toMatch(/^文件没有添加。[^\s]/)
  expect(told('en')).toMatch(/^The file wasn’t added\. [A-Z]/)
})
