import type { DemoSavedReply } from './types.ts'

/** Saved replies of the desk. Names in braces are replaced when one is used. */
export const demoSavedReplies: DemoSavedReply[] = [
  {
    name: '已收到 · Looking into it',
    body: {
      'zh-CN':
        '{requester}，您好：\n\n工单 {number} 已收到，正在核查。有进展会直接在这里回复您，不需要再提交新的工单。\n\n客服 {agent}',
      'zh-TW':
        '{requester}，您好：\n\n工單 {number} 已收到，正在查核。有進展會直接在這裡回覆您，不需要再提交新的工單。\n\n客服 {agent}',
      en: 'Hello {requester},\n\nwe have your ticket {number} and are looking into it. We will answer right here as soon as we know more; there is no need to open another one.\n\nSupport agent {agent}'
    }
  },
  {
    name: '请补充资料 · Details needed',
    body: {
      'zh-CN':
        '{requester}，您好：\n\n还缺几项资料才能继续核查。请在工单 {number} 页面上方的“资料”中补充，那里只有您和客服能看到；请不要发在帖子里。',
      'zh-TW':
        '{requester}，您好：\n\n還缺幾項資料才能繼續查核。請在工單 {number} 頁面上方的「資料」中補充，那裡只有您和客服看得到；請不要貼在貼文裡。',
      en: 'Hello {requester},\n\nwe need a few more details before we can go on. Please enter them under “Details” at the top of ticket {number}: only you and support can see them there. Please do not post them in the thread.'
    }
  },
  {
    name: '充值待确认 · Waiting for confirmations',
    topic: 'deposit_withdrawal',
    body: {
      'zh-CN':
        '{requester}，您好：\n\n这笔充值已在链上找到，还在等待网络确认。确认数达到要求后会自动入账，您无需操作。',
      'zh-TW':
        '{requester}，您好：\n\n這筆儲值已在鏈上找到，還在等待網路確認。確認數達到要求後會自動入帳，您無須操作。',
      en: 'Hello {requester},\n\nwe have found your deposit on the chain; it is still waiting for confirmations. It will be credited by itself once there are enough of them. You need not do anything.'
    }
  },
  {
    name: '认证照片 · Better photo',
    topic: 'verification',
    body: {
      'zh-CN':
        '{requester}，您好：\n\n请把证件平放在浅色桌面上，在自然光下重新拍摄，四角都在画面内，不要开闪光灯。认证次数已为您恢复。',
      'zh-TW':
        '{requester}，您好：\n\n請把證件平放在淺色桌面上，在自然光下重新拍攝，四角都在畫面內，不要開閃光燈。驗證次數已為您恢復。',
      en: 'Hello {requester},\n\nplease lay the document on a light surface and take the photo again in daylight, without flash and with all four corners in the picture. You have all your attempts back.'
    }
  },
  {
    name: '核实客服身份 · Is this really us?',
    body: {
      'zh-CN':
        '您可以在本站的“官方验证”页面输入客服编号 {agent}，核实与您对话的是官方客服。我们只在工单里处理问题，不会主动加您的聊天账号，也不会让您把资产转到任何“安全地址”。',
      'zh-TW':
        '您可以在本站的「官方驗證」頁面輸入客服編號 {agent}，確認與您對話的是官方客服。我們只在工單裡處理問題，不會主動加您的通訊帳號，也不會要您把資產轉到任何「安全地址」。',
      en: 'You can check that you are talking to us: enter our agent number {agent} at “Is it official?” on this site. We deal with your case in this ticket alone. We never contact you in a chat, and never ask you to move funds to a “safe address”.'
    }
  }
]
