import type { DemoThread } from '../types.ts'

export const taxes: DemoThread[] = [
  {
    key: 'csv-export-timezone',
    category: 'taxes',
    author: 'hedgehog42',
    kind: 'question',
    language: 'en',
    ago: '585d4h',
    title: 'Times in the CSV export: UTC or my time zone?',
    body: "Matters for trades on New Year's Eve. The header says `Date(local)` but the values look like UTC.",
    tags: ['CSV', 'export'],
    votes: 6,
    meToo: 7,
    accepted: { by: 'hedgehog42', after: '1d1h', post: 2 },
    posts: [
      {
        author: 'priya_n',
        after: '1h',
        votes: 3,
        body: 'I compared with the API: they are UTC, the header lies.'
      },
      {
        author: 'maren',
        after: '1d',
        votes: 3,
        body: 'priya_n is right, values were always UTC. Header is renamed to `date_utc` in exports from today; old scripts can ask for `format=1`.'
      },
      {
        author: 'hedgehog42',
        after: '1d1h',
        votes: 1,
        body: 'Thank you. One client just moved a gain into the right year.'
      }
    ]
  },
  {
    key: 'statement-annual',
    category: 'taxes',
    author: '半糖',
    kind: 'question',
    language: 'zh-CN',
    ago: '566d7h',
    title: '年度账单里“总成本”是怎么算的？先进先出还是加权',
    body: '对账对了一晚上差 214.60。',
    tags: ['年度账单'],
    posts: [
      {
        author: '珍奶少冰',
        after: '3h',
        votes: 4,
        body: '我記得是移動加權平均，手續費算進成本。你試試把手續費加進去看差額對不對得上。'
      },
      {
        author: '半糖',
        after: '4h',
        votes: 4,
        body: '加上手续费只差 0.02，四舍五入。强迫症得到了治愈，谢谢！'
      }
    ]
  },
  {
    key: 'tax-staking-income',
    category: 'taxes',
    author: 'anneke',
    kind: 'question',
    language: 'en',
    ago: '350d3h',
    title: 'Do staking rewards show up in the annual report? I can only find trades',
    body: 'The PDF lists trades and fees. 212 small rewards are missing.',
    tags: ['staking', 'income'],
    posts: [
      {
        author: 'hedgehog42',
        after: '40m',
        votes: 3,
        body: "Separate file: Statements → *Earn*, one CSV per product. You'll need the price at receipt for each, there's a column for it since the summer."
      },
      {
        author: 'anneke',
        after: '2h',
        body: 'Found it. 212 rows, one pivot table, one glass of wine.'
      }
    ]
  },
  {
    key: 'csv-100k-rows',
    category: 'taxes',
    author: 'rubberduck',
    kind: 'question',
    language: 'en',
    ago: '226d5h',
    title: 'Export stops at 100,000 rows without saying so',
    body: 'My bot made 361k trades. The export has exactly 100,000 rows and no warning. Found out because the totals were off.',
    tags: ['CSV', 'export', 'limits'],
    accepted: { by: 'rubberduck', after: '3d', post: 3 },
    posts: [
      {
        author: 'priya_n',
        after: '2h',
        votes: 3,
        body: 'Same. Monthly exports are the workaround.'
      },
      {
        author: 'staff',
        after: '1d',
        votes: 5,
        body: 'Silent truncation is our bug, sorry. Exports above 100,000 rows are now split into numbered files in one zip, and the last row of each says how many there are.'
      },
      {
        author: 'rubberduck',
        after: '3d',
        votes: 2,
        body: '4 files, 361,204 rows, totals match to the cent. The duck approves.'
      }
    ]
  },
  {
    key: 'tax-report-tw',
    category: 'taxes',
    author: '珍奶少冰',
    kind: 'discussion',
    language: 'zh-TW',
    ago: '190d3h',
    title: '記帳士閒聊：匯出資料時先做這三件事（不是稅務建議）',
    body: `每年五月都有人拿著截圖來找我，拜託不要截圖。

1. 先把「交易」「儲值提領」「理財」三份 CSV 都匯出來，缺一份就對不起來
2. 檔名加上年份，不要叫「新增資料夾(3)」
3. 自己錢包之間搬來搬去的，另外列一張表，不然會被當成賣掉

有問題可以在下面問，個案請找自己的會計師。`,
    tags: ['報稅', '海外所得'],
    votes: 9,
    posts: [
      { author: '台南小吳', after: '2h', votes: 2, body: '新增資料夾(3) 有被罵到' },
      { author: '雨傘', after: '1d', body: '請問提領到自己的冷錢包，手續費算成本嗎？' },
      {
        author: '珍奶少冰',
        after: '1d3h',
        votes: 3,
        replyTo: 3,
        body: '一般會列為費用或併入成本，兩種都有人用，重點是每年一致。'
      },
      { author: '柴犬爸', after: '2d', votes: 1, body: '推，三份 CSV 我之前真的少了理財那份' }
    ]
  },
  {
    key: 'tax-cost-missing-today',
    category: 'taxes',
    author: 'paolo',
    kind: 'question',
    language: 'en',
    ago: '16h',
    title: '"cost_basis" column empty for everything I bought by card',
    body: "Trades have it, card purchases don't. Is it calculated later, or do I have to fill 60 rows by hand?",
    tags: ['CSV', 'cost-basis'],
    posts: [
      {
        author: 'hedgehog42',
        after: '3h',
        votes: 1,
        body: "Look for `fiat_amount` in the *Purchases* file and join on `order_id`. It's there, only in another file."
      }
    ]
  }
]
