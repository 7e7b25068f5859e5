import type { Scenario } from './scenario.js';

export const SOFTWARE: readonly Scenario[] = [
  {
    subjects: [
      'Excel crashes with the budget file',
      'Excel closes when I refresh the pivot',
      'Excel: "not responding"',
    ],
    path: ['Software', 'Office Suite', 'Excel'],
    group: 'Applications',
    asks: [
      'Excel closes without a message when I refresh the pivot tables of the budget workbook (about 60 MB, on {drive}). Small files are fine.',
      'Every time I open the forecast file Excel says "not responding" for minutes. I have to send the numbers at {time}.',
    ],
    talk: [
      'Hello {requester},\n\nplease start Excel in safe mode (hold Ctrl while it starts) and refresh once more. If that works it is one of the add-ins.',
      'In safe mode it works.',
      'Then please switch off the add-in "Planning Connector" under File, Options, Add-ins. A new version comes on {day}.',
      'Works, thank you. Please tell me when the new version is there, I need the connector at month end.',
    ],
    notes: ['Planning Connector 4.2 leaks memory with workbooks over 50 MB. Vendor fix 4.2.1 in test.'],
    resolution: 'Add-in updated to 4.2.1.',
  },
  {
    subjects: ['Outlook asks for password again and again', 'Outlook disconnected', 'Outlook search finds nothing'],
    path: ['Software', 'Office Suite', 'Outlook'],
    group: 'Applications',
    asks: [
      'Outlook asks for my password every five minutes and then says "Disconnected". Mail on the phone works.',
      'The search in Outlook finds nothing older than last week. I have to find an offer from spring.',
    ],
    talk: [
      'Hello {requester}, please close Outlook, open "Access work or school" in the settings and press "Fix now". Then start Outlook again.',
      'That helped, no more questions for an hour now.',
    ],
    notes: ['Stale token after password change.'],
    resolution: 'Account sign-in repaired.',
  },
  {
    subjects: ['Teams: camera not found', 'No sound in Teams meetings', 'Teams does not open links'],
    path: ['Software', 'Office Suite', 'Teams'],
    group: 'Applications',
    urgency: 'Low',
    asks: [
      'Teams says "We could not find your camera" while the camera app shows me well.',
      'In Teams meetings I hear nothing until I rejoin. It is always the first meeting of the day.',
    ],
    talk: [
      'Hi {requester}, please sign out of Teams, delete its cache with the tool in the Software Center ("Reset Teams") and sign in.',
      'Fixed, thank you!',
    ],
    notes: [],
    resolution: 'Cache reset.',
  },
  {
    subjects: [
      'ERP error "Document locked by user"',
      'ERP: posting fails with F5 302',
      'ERP error when saving an order',
    ],
    path: ['Software', 'ERP', 'Error Message'],
    group: 'Applications',
    urgency: 'High',
    impact: 'Affects Group',
    asks: [
      'When I save a sales order the ERP says "Document locked by user BATCH01". It has been like this since {time} and we have 14 orders waiting.',
      'Posting invoices fails with message F5 302. Period {floor} should be open.',
    ],
    talk: [
      'Hello {requester}, a batch job hung and held the locks. I have released them; please try one order and tell me.',
      'The first one went through. Doing the rest now.',
      'I will watch the job tonight.',
    ],
    notes: [
      'Job ZSD_NIGHT hung in step 3 since 02:10. Cancelled, locks released in SM12.',
      'Vendor note found, transport planned.',
    ],
    resolution: 'Hanging batch job cancelled, correction transported.',
  },
  {
    subjects: ['ERP is very slow today', 'ERP reports take forever'],
    path: ['Software', 'ERP', 'Performance'],
    group: 'Applications',
    urgency: 'High',
    impact: 'Affects Department',
    asks: ['The ERP has been crawling since {time}. Opening a customer takes 40 seconds. All of Finance complains.'],
    talk: [
      'Hello {requester}, thank you for the report. One of the application servers is overloaded; we are moving users away from it. Please sign out and in again.',
      'Better, about three seconds now.',
    ],
    notes: ['app02 at 100 % CPU: runaway report by a planning user. Killed after asking.'],
    resolution: 'Runaway report stopped, logon group balanced.',
  },
  {
    subjects: ['CRM licence for {colleague}', 'Please activate CRM for {colleague}'],
    path: ['Software', 'CRM', 'Licence'],
    group: 'Applications',
    type: 'Service Request',
    asks: ['{colleague} moves to our team on {day} and needs a CRM licence, profile "Inside Sales".'],
    talk: [
      'Hello {requester}, we have one licence left. Who approves it on your side?',
      'My manager is in copy and agrees.',
    ],
    notes: ['Two inactive users reclaimed to keep a reserve.'],
    resolution: 'Licence assigned.',
  },
  {
    subjects: ['CRM import fails at row 218', 'Lead import stops', 'Duplicate contacts after import'],
    path: ['Software', 'CRM', 'Data Import'],
    group: 'Applications',
    asks: [
      'I try to import the leads of the fair (CSV, 900 rows). It stops at row 218 with "Invalid value for field Country". The value is "Côte d\'Ivoire".',
    ],
    talk: [
      'Hello {requester}, the file is saved in a Windows encoding. Please save it as "CSV UTF-8" and import again with "skip duplicates".',
      'All 900 are in. Thanks {technician}.',
    ],
    notes: [],
    resolution: 'File saved as UTF-8.',
  },
  {
    subjects: ['Please install {app}', 'Software request: {app}', 'Need {app} on {host}'],
    path: ['Software', 'Installation', 'Licensed Software'],
    group: 'Applications',
    type: 'Service Request',
    template: 'Software Installation',
    urgency: 'Low',
    asks: ['I need {app} on {host} for the project that starts on {day}. Cost centre 2270.'],
    talk: [
      'Hello {requester}, {app} is now offered to you in the Software Center. The installation takes about 15 minutes.',
      'Installed and working.',
    ],
    notes: ['Licence pool: 3 of 25 left.'],
    resolution: 'Software assigned and installed by the user.',
  },
  {
    subjects: ['Certificate warning on the intranet', 'Browser: "Your connection is not private"'],
    path: ['Software', 'Browser', 'Certificate'],
    group: 'Applications',
    impact: 'Affects Department',
    asks: ['Since {time} the intranet shows "Your connection is not private" for all of us. May we click through?'],
    talk: [
      'Hello {requester}, please do not click through. The certificate ran out, and we are replacing it now.',
      'OK, we wait.',
      'It is replaced. Please close the browser once and open it again.',
    ],
    notes: ['Certificate was not in the renewal list. Added, with an alert 30 days before.'],
    resolution: 'Certificate renewed and added to monitoring.',
  },
];
