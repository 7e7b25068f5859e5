/** Problems: category, title, what is seen, the cause where it was found. */
export const PROBLEMS: readonly (readonly [category: string, title: string, symptoms: string, cause?: string])[] = [
  [
    'Network',
    'VPN drops every afternoon',
    'Sessions end between 14:00 and 15:00, all of one gateway.',
    'A backup job fills the uplink.',
  ],
  ['Network', 'Wi-Fi on floor 3 loses clients', 'Laptops change access points every few minutes.'],
  [
    'Network',
    'Name resolution slow in Dublin',
    'Pages take ten seconds to start loading.',
    'The second resolver had been retired.',
  ],
  ['Network', 'Phone calls without sound after transfer', 'Both sides hear nothing after a blind transfer.'],
  [
    'Hardware',
    'Docks of one model stop charging',
    'Laptops run empty on the dock.',
    'Firmware 1.4 limits the port to 15 watts.',
  ],
  ['Hardware', 'Monitors wake up black', 'The picture is back after a power cycle.'],
  ['Hardware', 'Fans at full speed after standby', 'Laptops of the autumn delivery.'],
  [
    'Hardware',
    'Label printers skip every tenth label',
    'Warehouse, since the change of paper.',
    'The sensor was set to another gap.',
  ],
  [
    'Software',
    'Excel closes with large workbooks',
    'Only where the planning add-in is installed.',
    'Add-in 4.2.0 keeps every sheet in memory.',
  ],
  ['Software', 'Mail search finds nothing older than a week', 'On new profiles only.'],
  [
    'Software',
    'Reports of month end run out of time',
    'Finance, on the first two days.',
    'A missing index after the migration.',
  ],
  ['Software', 'Calendar invitations shown an hour late', 'Senders outside the company.'],
  ['Network', 'Guest network hands out no addresses', 'On Mondays after nine.', 'The address pool is too small.'],
  ['Hardware', 'Scanners send empty pages', 'Feeder of the ground floor devices.'],
  ['Software', 'Sign-in asks for the second factor each time', 'Browsers that delete cookies on exit.'],
  [
    'Software',
    'Shared drive shows old versions',
    'Files opened offline, then changed by others.',
    'Offline cache was switched on by a policy.',
  ],
  ['Hardware', 'Headsets vanish after an update', 'Bluetooth headsets of two makers.'],
  ['Network', 'Video meetings freeze in the large room', 'With more than twenty people in the room.'],
  [
    'Software',
    'Ticket mails arrive twice',
    'Requesters with two addresses.',
    'Both addresses were members of the list.',
  ],
  ['Hardware', 'Badge readers refuse new cards', 'Cards of the second batch.'],
  [
    'Network',
    'Certificate warnings on the intranet',
    'Devices that were offline for a month.',
    'The root certificate had been renewed.',
  ],
  ['Software', 'Backups of laptops stop at 80 percent', 'Large mail archives.'],
  [
    'Hardware',
    'Batteries swell on three-year-old laptops',
    'Model of the 2023 delivery.',
    'The vendor has recalled the battery.',
  ],
  ['Software', 'Single sign-on fails after midnight', 'Night shift, until 00:15.', 'The clocks of two servers differ.'],
];

/** Changes: type, title, why, plan, way back. */
export const CHANGES: readonly (readonly [type: string, title: string, reason: string, plan: string, back: string])[] =
  [
    [
      'Standard',
      'Monthly patches of file servers',
      'Security',
      'Patch fs1, restart, check shares, then fs2.',
      'Restore the snapshot of the evening before.',
    ],
    [
      'Major',
      'Replace the core switch in Boston',
      'Upgrade',
      'Mount beside the old one, move uplinks one by one.',
      'Move the uplinks back.',
    ],
    [
      'Minor',
      'Raise the mail size limit to 50 MB',
      'Business request',
      'Change the transport rule, send three test mails.',
      'Set the rule back.',
    ],
    [
      'Significant',
      'Move the ticket mailbox to the cloud',
      'Upgrade',
      'Copy, switch the record, watch for an hour.',
      'Switch the record back.',
    ],
    [
      'Emergency',
      'Block a phishing domain at the gateway',
      'Security',
      'Add the domain to the block list.',
      'Remove it again.',
    ],
    [
      'Standard',
      'New firmware for docks',
      'Incident resolution',
      'Publish to the pilot group, then to all.',
      'Publish 1.3 again.',
    ],
    [
      'Minor',
      'Second resolver in Dublin',
      'Incident resolution',
      'Start the server, change the DHCP option.',
      'Take the option out.',
    ],
    [
      'Major',
      'Database upgrade of the finance system',
      'Upgrade',
      'Stop jobs, back up, upgrade, run month-end report.',
      'Restore the backup.',
    ],
    [
      'Standard',
      'Renew certificates of the intranet',
      'Security',
      'Install, restart, open from three devices.',
      'Install the old ones while they last.',
    ],
    [
      'Significant',
      'Switch off the old VPN protocol',
      'Security',
      'Tell the users, disable on Sunday.',
      'Enable it again.',
    ],
  ];

/** Releases: type, title, reason. */
export const RELEASES: readonly (readonly [type: string, title: string, reason: string])[] = [
  ['Major', 'Intranet 5', 'New features'],
  ['Minor', 'Expense app 2.8', 'Defects'],
  ['Emergency', 'Gateway hotfix', 'Security'],
  ['Minor', 'Onboarding forms of spring', 'New features'],
  ['Major', 'Warehouse scanners with new software', 'New features'],
  ['Minor', 'Standard laptop image 24.2', 'Defects'],
  ['Minor', 'Print service update', 'Defects'],
  ['Major', 'Telephony client for all', 'New features'],
];

/** Projects: type, title, milestones. */
export const PROJECTS: readonly (readonly [type: string, title: string, milestones: readonly string[]])[] = [
  ['Relocation', 'Move of the Austin office', ['Lease signed', 'Network ready', 'Desks moved', 'Old office empty']],
  ['Infrastructure', 'New storage for Dublin', ['Vendor chosen', 'Delivered', 'Data moved']],
  ['Software', 'Replacement of the expense app', ['Requirements', 'Pilot with Finance', 'Everybody on board']],
  ['Infrastructure', 'Wi-Fi 7 in Boston', ['Survey', 'Floors 1 to 3', 'Floors 4 to 6']],
  ['Software', 'Passwordless sign-in', ['Pilot', 'Departments one by one', 'Passwords switched off']],
  ['Relocation', 'Home office equipment', ['Catalogue', 'First hundred sets']],
];
