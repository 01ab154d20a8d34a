// Small elements of few pages, in one file: each entry of `index.ts` weighs on every first view.
import './browser-draft.ts'
import './category-filter.ts'
import './code-copying.ts'
import './copy-link.ts'
import './file-drop.ts'
import './picture-opening.ts'
import './shortcut-switch.ts'
