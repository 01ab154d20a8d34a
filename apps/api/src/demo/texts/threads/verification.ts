import type { DemoThread } from '../types.ts'

export const verification: DemoThread[] = [
  {
    key: 'kyc-204',
    category: 'verification',
    author: '北方有鱼',
    kind: 'question',
    language: 'zh-CN',
    ago: '605d6h',
    title: '认证一直报 ERR_KYC_204，照片明明很清楚',
    body: '身份证正反面拍了不下十次，每次都是 `ERR_KYC_204 图像质量不符合要求`。用的最新款手机，主摄拍的，字都能看清。到底要怎样？',
    tags: ['KYC', 'ERR_KYC_204'],
    votes: 8,
    meToo: 17,
    accepted: { by: '北方有鱼', after: '51m', post: 2 },
    pinned: { by: 'staff', after: '600d', scope: 'category', days: 30 },
    posts: [
      {
        author: '老船长',
        after: '30m',
        votes: 14,
        body: `204 九成是**反光**，不是模糊。经验：

- 白天，窗户边，不开灯
- 身份证放在深色布上
- 从正上方拍，手机离远一点，再用 2 倍焦距
- 摘掉卡套
- 不要用美颜相机`
      },
      {
        author: '北方有鱼',
        after: '50m',
        votes: 3,
        body: '放黑毛衣上，一次过。十次都没过的我像个傻子'
      },
      {
        author: 'volunteer',
        after: '5h',
        votes: 2,
        body: '这个回答以后会被引用一万次，先给船长鼓掌。'
      },
      {
        author: 'member',
        after: '380d',
        votes: 3,
        body: '这么久了这帖还在救人。补充：身份证下面垫**鼠标垫**也行，一次过。'
      }
    ]
  },
  {
    key: 'kyc-311-name',
    category: 'verification',
    author: 'bilal',
    kind: 'question',
    language: 'en',
    ago: '303d5h',
    title: 'ERR_KYC_311: my passport has only one name',
    body: 'My passport has a given name and the surname field is empty (common here). The form requires both. If I type the name twice I get `ERR_KYC_311 name mismatch`.',
    tags: ['KYC', 'ERR_KYC_311'],
    meToo: 4,
    accepted: { by: 'bilal', after: '8h', post: 2 },
    posts: [
      {
        author: 'priya_n',
        after: '1h',
        votes: 5,
        body: "South Asian here, been there. Try a single dash `-` as surname; it's what the manual reviewers enter themselves."
      },
      {
        author: 'maren',
        after: '7h',
        votes: 6,
        body: 'The dash works today, and there\'s a proper checkbox "I have a single name" coming with 4.12. Thanks for raising it, this affects many more people than write to us.'
      },
      { author: 'bilal', after: '8h', votes: 1, body: 'Dash accepted. Bilal - is verified.' }
    ]
  },
  {
    key: 'liveness-118',
    category: 'verification',
    author: '老周',
    kind: 'question',
    language: 'zh-CN',
    ago: '540d8h',
    title: '人脸识别总说超时（ERR_KYC_118），我动作慢',
    body: '让我眨眼、张嘴、左右摇头，我还没看清字，它就说超时。试了四次，今天不让试了。有没有给老年人的办法？',
    tags: ['人脸识别', 'ERR_KYC_118'],
    accepted: { by: '老周', after: '1d', post: 3 },
    posts: [
      {
        author: '小鹿',
        after: '15m',
        votes: 3,
        body: '周老师，让家里人在旁边念给您听，您照着做就行，不用自己看字～'
      },
      {
        author: 'staff',
        after: '3h',
        votes: 9,
        body: '周老师您好。认证页右上角「辅助模式」里可以把每一步时间延长到 60 秒，并有语音提示。如果还是不方便，可以预约人工视频认证，客服会慢慢陪您做。'
      },
      {
        author: '老周',
        after: '1d',
        votes: 7,
        body: '用了辅助模式，孙女在旁边念，过了。谢谢大家，谢谢客服同志。'
      }
    ]
  },
  {
    key: 'proof-of-address',
    category: 'verification',
    author: 'tomasz_r',
    kind: 'question',
    language: 'en',
    ago: '601d9h',
    title: "Which proof of address do they accept when all bills are in my partner's name?",
    body: 'Rent, electricity, internet: everything is hers. My bank is online only and the statement has no address on it.',
    tags: ['KYC', 'proof-of-address'],
    meToo: 6,
    accepted: { by: 'tomasz_r', after: '4d', post: 2 },
    posts: [
      {
        author: 'hedgehog42',
        after: '2h',
        votes: 4,
        body: 'Tax assessment letter, or the certificate of registration from town hall. Both under six months old.'
      },
      {
        author: 'dee_kay',
        after: '3h',
        body: "Mobile phone bill worked for me, even though the guide says it won't."
      },
      {
        author: 'maren',
        after: '1d',
        votes: 3,
        body: 'Accepted: anything by a public authority, bank or utility with name, address and a date in the last 6 months. Mobile bills are accepted in some countries only, which explains the different experiences. A screenshot is not enough, we need the PDF itself.'
      },
      {
        author: 'tomasz_r',
        after: '4d',
        votes: 1,
        body: '*Zaświadczenie o zameldowaniu*, 17 PLN, ten minutes at the office. Accepted in an hour.'
      }
    ]
  },
  {
    key: 'kyc-pending-week',
    category: 'verification',
    author: '半糖',
    kind: 'question',
    language: 'zh-CN',
    ago: '420d3h',
    title: '高级认证审核中 7 天了，正常吗',
    body: '资金来源用的是工资流水，近 6 个月，盖章的。页面写 1–3 个工作日。',
    tags: ['KYC', '高级认证'],
    meToo: 8,
    accepted: { by: '半糖', after: '1d6h', post: 4 },
    posts: [
      {
        author: 'volunteer',
        after: '1h',
        votes: 2,
        body: '看看是不是被要求补材料了，「认证中心」最下面“历史记录”点开。'
      },
      { author: '半糖', after: '1h10m', body: '没有，就是审核中' },
      {
        author: '灯塔小安',
        after: '1d',
        votes: 3,
        body: '您好，查到您的流水 PDF 加了密码，系统打不开又没有正确提示您，这是我们的问题。请去掉密码重新上传，我已标记优先处理。'
      },
      {
        author: '半糖',
        after: '1d6h',
        votes: 2,
        body: '去掉密码，两小时过了。所以“审核中”其实是“打不开”，建议直说'
      }
    ]
  },
  {
    key: 'kyc-minor',
    category: 'verification',
    author: '数羊到天亮',
    kind: 'question',
    language: 'zh-CN',
    ago: '300d2h',
    title: '我弟 17 岁，可以用我的身份给他开一个吗',
    body: '他很懂技术，就是想学着写个小脚本，钱是我出。',
    tags: ['KYC', '未成年'],
    posts: [
      {
        author: '老船长',
        after: '20m',
        votes: 5,
        body: '不行。一人一户，借身份出事了算你的。让他用测试网（文档里有 testnet），不用认证，脚本一样写。'
      },
      { author: '数羊到天亮', after: '40m', body: '测试网！好主意，他已经开始写了' }
    ]
  },
  {
    key: 'kyc-address-tw',
    category: 'verification',
    author: '珍奶少冰',
    kind: 'question',
    language: 'zh-TW',
    ago: '410d6h',
    title: '戶籍謄本可以當地址證明嗎？上面是中文',
    body: '系統要英文或簡體中文的文件，我的戶籍謄本是繁體。翻譯要公證嗎？',
    tags: ['KYC', '地址證明'],
    accepted: { by: '珍奶少冰', after: '1d', post: 2 },
    posts: [
      {
        author: '灯塔小安',
        after: '5h',
        votes: 4,
        body: '您好，戶籍謄本（三個月內）可以直接使用，繁體中文文件不需翻譯或公證。上傳時文件語言請選「繁體中文」。'
      },
      { author: '珍奶少冰', after: '1d', body: '過了，順便領了全家的，以防萬一' }
    ]
  },
  {
    key: 'kyc-expired-passport',
    category: 'verification',
    author: 'nightowl',
    kind: 'question',
    language: 'en',
    ago: '168d8h',
    title: 'Passport expires next month: verify now or wait for the new one?',
    body: 'New one takes 8 weeks. Will my account be limited in between if I use the old one?',
    tags: ['KYC', 'passport'],
    posts: [
      {
        author: 'jlarsen',
        after: '1h',
        votes: 2,
        body: 'Use the old one now. I got a reminder at expiry, with 60 days to upload the new one.'
      },
      {
        author: 'maren',
        after: '10h',
        votes: 2,
        body: "Right. Documents need at least 14 days of validity at upload; after expiry there are 60 days' grace with everything working."
      },
      { author: 'nightowl', after: '11h', body: 'Perfect, thanks both.' }
    ]
  },
  {
    key: 'kyc-camera-black',
    category: 'verification',
    author: 'ferris_w',
    kind: 'question',
    language: 'en',
    ago: '71d4h',
    title: 'Camera stays black in the verification step on desktop (works everywhere else)',
    body: `Firefox on Linux, camera works in every meeting. On the verification page it's a black square with "Starting camera…" for ever. Console:

\`\`\`
NotReadableError: Could not start video source
  at getUserMedia (verify-7c1d.js:1:20418)
\`\`\``,
    tags: ['KYC', 'Linux', 'browser'],
    accepted: { by: 'ferris_w', after: '3h31m', post: 2 },
    posts: [
      {
        author: 'kestrel',
        after: '3h',
        votes: 3,
        body: "`NotReadableError` is the device being held by something else. On Linux that's often a virtual camera. `fuser /dev/video*` tells you who has it."
      },
      {
        author: 'ferris_w',
        after: '3h30m',
        votes: 2,
        body: 'OBS was still running in the background. `fuser` found it. Thank you.'
      }
    ]
  },
  {
    key: 'kyc-twins',
    category: 'verification',
    author: '柴犬爸',
    kind: 'question',
    language: 'zh-TW',
    ago: '150d5h',
    title: '雙胞胎的人臉辨識會不會互相干擾？',
    body: '我跟我弟是同卵雙胞胎，他先辦好了，我現在卡在「臉部特徵與既有用戶重複」。這要怎麼證明我是我 XD',
    tags: ['KYC', '人臉辨識'],
    accepted: { by: '柴犬爸', after: '5d', post: 3 },
    posts: [
      { author: '雨傘', after: '30m', votes: 6, body: '請兩個人同時出現在鏡頭前（誤' },
      {
        author: 'staff',
        after: '6h',
        votes: 4,
        body: '這題我們也是第一次遇到，已請認證團隊處理：會改走視訊，兩位都需要提供戶籍資料。請留意 App 內通知。'
      },
      {
        author: '柴犬爸',
        after: '5d',
        votes: 8,
        body: '視訊的時候我弟真的被叫過來一起入鏡。通過了，雨傘說的竟然是正解。'
      }
    ]
  },
  {
    key: 'kyc-rejected-today',
    category: 'verification',
    author: '大白菜',
    kind: 'question',
    language: 'zh-CN',
    ago: '20h',
    title: '认证被拒 3 次，现在提示“今日次数已用完”',
    body: '`ERR_KYC_204`，看了 {thread:kyc-204}，深色布、窗边、不开灯都试了，还是不行。我的身份证有点旧，边上磨白了，会不会是这个原因？',
    tags: ['KYC', 'ERR_KYC_204'],
    meToo: 1,
    posts: [
      { author: '小鹿', after: '2h', body: '旧证有可能，我妈那张也是磨花了，后来换了新证才过' }
    ]
  },
  {
    key: 'kyc-residence-permit',
    category: 'verification',
    author: 'lena_b',
    kind: 'discussion',
    language: 'en',
    ago: '4d7h',
    title: 'Heads-up for EU residence permit holders: scan the back as well',
    body: "The flow doesn't say it clearly. If your permit is a card, the machine-readable zone is on the **back**, and uploading only the front ends in `ERR_KYC_209` after a day of waiting. Cost me two rounds.",
    tags: ['KYC', 'residence-permit'],
    posts: [
      {
        author: 'anneke',
        after: '5h',
        votes: 3,
        body: 'Bookmarked for a colleague who starts next week. Thanks for coming back to write it down.'
      },
      {
        author: 'staff',
        after: '1d',
        votes: 1,
        body: 'Thank you. The second photo will be required for cards from the next release.'
      }
    ]
  },
  {
    key: 'kyc-business',
    category: 'verification',
    author: '陈皮',
    kind: 'question',
    language: 'zh-CN',
    ago: '52d3h',
    title: '个体户算企业认证还是个人认证',
    body: '营业执照是个体工商户，想用对公账户入金。企业认证要公司章程，我哪有章程啊。',
    tags: ['企业认证'],
    meToo: 1,
    posts: []
  }
]
