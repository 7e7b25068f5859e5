/** Categories, their subcategories, and the items of those. */
export const CATEGORIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Hardware: {
    Laptop: ['Battery', 'Screen', 'Keyboard', 'Docking Station', 'Will Not Start'],
    Desktop: ['Power', 'Noise', 'Upgrade'],
    Monitor: ['No Signal', 'Flicker', 'Replacement'],
    'Mobile Phone': ['Lost or Stolen', 'Replacement', 'Enrolment'],
    Headset: [],
  },
  Network: {
    VPN: ['Cannot Connect', 'Slow', 'Access Request'],
    'Wi-Fi': ['No Connection', 'Weak Signal', 'Guest Access'],
    'Wired LAN': ['Dead Port', 'Patch Request'],
    'Shared Drive': ['Mapping', 'Slow'],
  },
  Printing: {
    Printer: ['Paper Jam', 'Offline', 'Toner', 'Print Quality'],
    'Scan to Mail': [],
  },
  Software: {
    'Office Suite': ['Excel', 'Word', 'PowerPoint', 'Outlook', 'Teams'],
    ERP: ['Error Message', 'Performance', 'Report'],
    CRM: ['Error Message', 'Licence', 'Data Import'],
    Browser: ['Certificate', 'Extension'],
    Installation: ['Licensed Software', 'Free Software'],
  },
  'Accounts and Access': {
    Password: ['Reset', 'Locked Out', 'Expired'],
    'Multi-Factor Authentication': ['New Phone', 'Code Not Accepted'],
    Permissions: ['Shared Mailbox', 'Folder', 'Application Role'],
    'Joiners and Leavers': ['New Starter', 'Leaver', 'Change of Role'],
  },
  'E-Mail': {
    Delivery: ['Not Received', 'Bounced', 'Quarantine'],
    Mailbox: ['Full', 'Calendar', 'Delegation'],
  },
  Security: {
    'Suspicious Mail': ['Phishing', 'Spam'],
    'Lost Device': [],
    Malware: ['Alert', 'Pop-Ups'],
  },
  Telephony: {
    'Desk Phone': ['No Dial Tone', 'Move'],
    Voicemail: [],
  },
};
