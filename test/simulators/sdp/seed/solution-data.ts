/** Articles of the knowledge base: topic, title, keywords, paragraphs. */
export const SOLUTIONS: readonly (readonly [topic: string, title: string, keywords: string, text: string])[] = [
  [
    'Network and VPN',
    'VPN error 809 at home',
    'vpn, 809, ipsec, home',
    'Some home providers block IPsec.\n\nSwitch the VPN profile to "Fallback (HTTPS)" and connect again. Stay on it at home.',
  ],
  [
    'Network and VPN',
    'Choosing the right VPN gateway',
    'vpn, slow, gateway',
    'The status page of the client shows the gateway in use.\n\nFrom Europe it should be dub-1, from America bos-1. Reconnect if it is not.',
  ],
  [
    'Network and VPN',
    'Ordering guest Wi-Fi vouchers',
    'wi-fi, guest, visitor',
    'Open a ticket one day ahead with room, date and number of guests. Vouchers lie at reception.',
  ],
  [
    'Accounts and Passwords',
    'Account keeps locking',
    'lockout, password, phone',
    'Look for devices that still hold the old password: phones, tablets, mapped drives.\n\nRemove the account there, wait ten minutes, then ask for the unlock.',
  ],
  [
    'Accounts and Passwords',
    'Moving the authenticator to a new phone',
    'mfa, authenticator, phone',
    'If you still have the old phone, add the new one under Security info.\n\nIf not, open a ticket: we check your identity on video.',
  ],
  [
    'Accounts and Passwords',
    'Register for self service password reset',
    'password, self service',
    'Open the page in the intranet menu "My account" and answer three questions. It takes two minutes.',
  ],
  [
    'Printing',
    'Clearing a paper jam in tray 2',
    'printer, jam, tray',
    'Open tray 2 fully, lift the green lever, pull the sheet out straight. Close and wait for "Ready".',
  ],
  [
    'Printing',
    'Printer shows as offline',
    'printer, offline, queue',
    'Remove the printer and add it again from the list "Find printers". If it asks for an administrator, open a ticket.',
  ],
  [
    'General',
    'Dock firmware update',
    'dock, monitor, black',
    'Install "Dock Firmware" from the Software Center while docked, with the charger connected. Do not unplug for ten minutes.',
  ],
  [
    'General',
    'Reset Teams when camera or sound fail',
    'teams, camera, sound',
    'Sign out, run "Reset Teams" from the Software Center, sign in.',
  ],
  [
    'General',
    'Excel closes with large workbooks',
    'excel, crash, add-in',
    'Start Excel with Ctrl held down. If it works in safe mode, switch off "Planning Connector" until version 4.2.1.',
  ],
  [
    'General',
    'What to do with a suspicious mail',
    'phishing, security',
    'Do not click, do not answer. Use the button "Report". If you clicked, call the service desk at once.',
  ],
];
