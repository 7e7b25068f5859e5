import type { Scenario } from './scenario.js';

export const ACCESS: readonly Scenario[] = [
  {
    subjects: ['Password reset', 'Forgot my password after vacation', 'Please reset my password'],
    path: ['Accounts and Access', 'Password', 'Reset'],
    group: 'Access Management',
    urgency: 'High',
    asks: [
      'I am back from two weeks of vacation and cannot remember my password. I write from my private phone, you can call me at the number in the directory.',
      'Hello, please reset my Windows password. The self service says my security questions are not set.',
    ],
    talk: [
      'Hello {requester}, I called you and gave you a one-time password. Please set your own one now, and register for self service at the same time.',
      'All done, thank you!',
    ],
    notes: ['Identity checked by call back to the number in the directory.'],
    resolution: 'Password reset after call back.',
  },
  {
    subjects: ['Account locked out', 'Locked out every hour', 'Account locked again and again'],
    path: ['Accounts and Access', 'Password', 'Locked Out'],
    group: 'Access Management',
    urgency: 'High',
    asks: [
      'My account is locked every hour since I changed my password on {day}. I did not type anything wrong.',
      'Locked out again, third time today. Please unlock and find out why.',
    ],
    talk: [
      'Hello {requester}, the wrong attempts come from a phone called "{requester}-phone". Is the old password still stored there for Wi-Fi or mail?',
      'Oh. Yes, my old phone is still in the drawer, switched on.',
      'That is the one. Please remove the account from it.',
    ],
    notes: ['Bad attempts from a mobile device, 12 per hour.'],
    resolution: 'Old phone with the former password removed.',
  },
  {
    subjects: ['New phone, no sign-in codes', 'MFA: lost authenticator', 'Authenticator shows wrong code'],
    path: ['Accounts and Access', 'Multi-Factor Authentication', 'New Phone'],
    group: 'Access Management',
    asks: [
      'I have a new phone and the authenticator app is empty. I cannot sign in to anything from home.',
      'The code of my authenticator is not accepted any more, "try again" all the time.',
    ],
    talk: [
      'Hello {requester}, please join the short video call in the invitation so that I can see your badge. Then I reset the second factor.',
      'Thank you, the new phone is registered.',
    ],
    notes: ['Identity checked on video with badge.'],
    resolution: 'Second factor reset and registered on the new phone.',
  },
  {
    subjects: ['Access to shared mailbox', 'Need access to mailbox invoices@', 'Shared mailbox for {colleague}'],
    path: ['Accounts and Access', 'Permissions', 'Shared Mailbox'],
    group: 'Access Management',
    type: 'Service Request',
    asks: [
      'Please give {colleague} full access and "send as" for the mailbox invoices@example.com. I own the mailbox.',
    ],
    talk: [
      'Hello {requester}, access is set. It can take up to an hour until the mailbox shows in Outlook.',
      'It is there. Thank you.',
    ],
    notes: [],
    resolution: 'Permissions set.',
  },
  {
    subjects: [
      'Folder access on {drive}',
      'No permission to open project folder',
      'Access to {drive} for the audit team',
    ],
    path: ['Accounts and Access', 'Permissions', 'Folder'],
    group: 'Access Management',
    type: 'Service Request',
    asks: [
      'I need read access to {drive}\\Projects\\Atlas until the end of the audit. The folder owner is {colleague}.',
    ],
    talk: [
      'Hello {requester}, I have asked the owner for approval and come back to you.',
      'She told me she approved it yesterday.',
      'Received, access is set for 90 days.',
    ],
    notes: ['Owner approval attached.', 'Expires in 90 days.'],
    resolution: 'Read access granted for 90 days.',
  },
  {
    subjects: ['New starter on {day}: {colleague}', 'Onboarding {colleague}', 'New employee in our team'],
    path: ['Accounts and Access', 'Joiners and Leavers', 'New Starter'],
    group: 'Access Management',
    type: 'Service Request',
    template: 'New Employee Onboarding',
    impact: 'Affects Group',
    asks: [
      'Hello, {colleague} starts on {day} in our department. Please prepare account, mailbox, standard laptop, and the same folders as I have. Desk is in room {room}.',
    ],
    talk: [
      'Hello {requester}, account and mailbox are ready. The laptop follows one day before the start. Welcome pack is at reception.',
      'Wonderful, thank you.',
    ],
    notes: ['Account created, groups copied from the team role.', 'Laptop staged.'],
    resolution: 'Everything handed over on the first day.',
  },
  {
    subjects: ['Leaver: {colleague}, last day {day}', 'Please disable account of {colleague}'],
    path: ['Accounts and Access', 'Joiners and Leavers', 'Leaver'],
    group: 'Access Management',
    type: 'Service Request',
    urgency: 'High',
    asks: [
      '{colleague} leaves us, last day is {day}. Please disable the account at {time} and forward the mail to me for 30 days.',
    ],
    talk: ['Hello {requester}, it is scheduled as you ask. Please remember to collect badge and laptop.'],
    notes: ['Forwarding approved by HR.', 'Licences reclaimed.'],
    resolution: 'Account disabled at the agreed time, forwarding set for 30 days.',
  },
  {
    subjects: ['Mail from customer not received', 'Mail bounced: 550 5.7.1', 'Expected mail is missing'],
    path: ['E-Mail', 'Delivery', 'Not Received'],
    group: 'Applications',
    asks: [
      'A customer sent us an offer on {day} and again today, and nothing arrived. Not in junk either. Sender is procurement@contoso.example.',
    ],
    talk: [
      'Hello {requester}, both mails are in quarantine because the sender failed DMARC. I have released them. Please ask the customer to have their mail set-up checked.',
      'They are here, thank you. I told the customer.',
    ],
    notes: ['SPF of the sender lacks their new mail provider.'],
    resolution: 'Mails released from quarantine; sender informed.',
  },
  {
    subjects: ['Mailbox full', 'Cannot send: mailbox over limit'],
    path: ['E-Mail', 'Mailbox', 'Full'],
    group: 'Applications',
    urgency: 'Low',
    asks: ['I cannot send any more, Outlook says my mailbox is over its limit. I need the old mail.'],
    talk: [
      'Hello {requester}, I have switched on the archive. Mail older than two years moves there by itself over night.',
      'Great, I can send again.',
    ],
    notes: [],
    resolution: 'Online archive enabled.',
  },
  {
    subjects: [
      'Suspicious mail "Your parcel"',
      'Phishing? Mail from the CEO asking for vouchers',
      'Strange invoice attached',
    ],
    path: ['Security', 'Suspicious Mail', 'Phishing'],
    group: 'Security',
    urgency: 'High',
    asks: [
      'I got a mail that seems to come from our CEO and asks me to buy gift cards. The address is strange: ceo.office@examp1e.com. I have not answered.',
      'I opened the attachment of a mail called "Overdue invoice" and now I think that was wrong. A black window opened and closed.',
    ],
    talk: [
      'Hello {requester}, thank you for reporting this, you did well. Please do not use the computer {host} until I call you.',
      'OK. I disconnected it from the network.',
      'The scan found nothing and the mail is removed from all mailboxes. You can go on working. Please change your password to be safe.',
    ],
    notes: [
      'Mail pulled from 23 mailboxes, two users had clicked.',
      'Full scan clean. Indicators added to the block list.',
    ],
    resolution: 'Mail removed everywhere, sender blocked, device scanned and clean.',
  },
  {
    subjects: ['Pop-ups: "Your computer is infected"', 'Antivirus alert on {host}'],
    path: ['Security', 'Malware', 'Alert'],
    group: 'Security',
    urgency: 'Urgent',
    asks: [
      'A red window says my computer is infected and I should call a number. I cannot close it. The laptop is {host}.',
    ],
    talk: [
      'Hello {requester}, please do not call the number. Press Alt+F4, then restart {host}. It is a web page and no virus.',
      'Gone after the restart. Phew.',
    ],
    notes: ['Malicious advertisement. Domain blocked at the proxy.'],
    resolution: 'Page closed, domain blocked, device scanned.',
  },
];
