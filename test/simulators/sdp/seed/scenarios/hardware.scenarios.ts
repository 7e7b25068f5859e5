import type { Scenario } from './scenario.js';

export const HARDWARE: readonly Scenario[] = [
  {
    subjects: [
      'Laptop {host} will not start',
      'Laptop dead after weekend',
      'Notebook {host}: black screen at power on',
    ],
    path: ['Hardware', 'Laptop', 'Will Not Start'],
    group: 'Hardware',
    urgency: 'High',
    asks: [
      'Hello,\n\nmy laptop {host} does not start any more. I press the power button, the light blinks twice in orange and then nothing happens. It was fine on {day}.\n\nI have a customer call at {time}, so I would be glad of a loan machine.',
      'Hi team, the laptop stays black since this morning. I can hear the fan for a second. Charger is plugged in and its light is on.\n\nAsset sticker says {host}.',
    ],
    talk: [
      'Hello {requester},\n\nplease hold the power button for 30 seconds with the charger unplugged, then plug it in and try again. Does the light still blink twice?',
      'I did that three times. Still two blinks and black.',
      'Thank you. Two blinks point to the memory. Please bring {host} to room {room}, I will have a loan laptop ready for you.',
      'On my way, thanks!',
    ],
    notes: [
      'Two orange blinks = memory not detected. Reseated, same. Swapped module from the spare box: boots.',
      'Warranty until next March, vendor case opened for the faulty module.',
    ],
    resolution: 'Replaced a faulty memory module. Laptop returned to the user, loan machine checked in.',
  },
  {
    subjects: ['Battery lasts 40 minutes', 'Laptop battery drains very fast', '{host} battery swollen?'],
    path: ['Hardware', 'Laptop', 'Battery'],
    group: 'Hardware',
    asks: [
      'Since about two weeks the battery of {host} is empty after 40 minutes, even with nothing but mail open. Could I get a new one before I travel on {day}?',
      'Dear service desk,\n\nthe touchpad of my laptop is slightly lifted on the left side and it clicks by itself. A colleague said this might be the battery. Should I keep using it?',
    ],
    talk: [
      'Hello {requester},\n\nplease shut the laptop down and do not charge it any more. I will come by at {time} with a replacement.',
      'Thank you, it is switched off now. I sit in room {room}.',
    ],
    notes: ['Battery report: 31 % of design capacity, 812 cycles. Replacement ordered and in stock.'],
    resolution: 'Battery replaced, calibrated, and the old one handed over for recycling.',
  },
  {
    subjects: [
      'Docking station loses both monitors',
      'Monitors go black when docked',
      'Dock in room {room} drops network',
    ],
    path: ['Hardware', 'Laptop', 'Docking Station'],
    group: 'Hardware',
    asks: [
      'When I dock {host}, both external screens work for about a minute and then go black. Undocking and docking again helps for another minute.\n\nThis started after the updates on {day}.',
      'The dock in {room} drops the network every few minutes. My own dock at home is fine.',
    ],
    talk: [
      'Hi {requester},\n\nthere is a firmware update for that dock. Please install "Dock Firmware 1.0.24" from the Software Center while docked and with the charger connected, it takes about ten minutes. Do not unplug it meanwhile.',
      'Installed. It has been stable for two hours now, I will tell you tomorrow.',
      'Good to hear. I leave the ticket open until then.',
    ],
    notes: ['Known issue with dock firmware 1.0.20 and the current graphics driver.'],
    resolution: 'Dock firmware updated to 1.0.24. No more drop-outs.',
  },
  {
    subjects: ['Second monitor flickers', 'Monitor in room {room} shows no signal', 'Screen has a green line'],
    path: ['Hardware', 'Monitor', 'No Signal'],
    group: 'Hardware',
    urgency: 'Low',
    asks: [
      'The right monitor at my desk shows "No Signal" most of the time. When I push the cable it comes back for a moment.',
      'Good morning, my second screen flickers as soon as I open the ERP client. Very tiring for the eyes.',
    ],
    talk: [
      'Hello {requester}, I will bring you a new DisplayPort cable today. If it still flickers afterwards I will swap the monitor.',
      'The new cable did it, thank you {technician}!',
    ],
    notes: ['Cable was kinked behind the desk arm.'],
    resolution: 'Cable replaced.',
  },
  {
    subjects: [
      'New laptop for {colleague}',
      'Laptop request: designer profile',
      'Replacement laptop, over four years old',
    ],
    path: ['Hardware', 'Laptop'],
    group: 'Hardware',
    type: 'Service Request',
    template: 'Request New Laptop',
    urgency: 'Low',
    asks: [
      'Hello, {colleague} joins us and needs a standard laptop with dock, headset and two monitors in room {room}. Cost centre 4410.',
      'My laptop {host} is from four years ago and the fan is loud all day. According to the hardware policy I may have a new one. 14 inch is fine.',
    ],
    talk: [
      'Hello {requester},\n\nthank you, your manager has to approve the order. I have sent the approval request. Delivery takes eight to ten working days after that.',
      'Approved a minute ago, she said.',
    ],
    notes: ['Approved by the cost centre owner. Order PO-{room}7 placed with the usual vendor.'],
    resolution: 'Laptop delivered, enrolled and handed over.',
  },
  {
    subjects: ['Lost my phone on the train', 'Company phone stolen', 'Mobile phone left in taxi'],
    path: ['Hardware', 'Mobile Phone', 'Lost or Stolen'],
    group: 'Security',
    urgency: 'Urgent',
    asks: [
      'I left my company phone in the train to the airport at about {time} yesterday. It has a PIN. Please lock it, and what do I have to do now?',
      'My bag was stolen on {day} with the company mobile in it. Police report is attached to my mail.',
    ],
    talk: [
      'Hello {requester},\n\nI have locked the device and started a remote wipe. Please change your password now and tell us if anybody calls you about the phone. A replacement is waiting at reception.',
      'Password changed. Thank you for the quick help.',
    ],
    notes: ['Remote wipe pending: device offline since {time}.', 'Carrier blocked the SIM, confirmation by phone.'],
    resolution: 'Device wiped, SIM blocked, replacement issued. Security informed.',
  },
  {
    subjects: ['Headset: others cannot hear me', 'Headset microphone crackles'],
    path: ['Hardware', 'Headset'],
    group: 'Hardware',
    urgency: 'Low',
    asks: [
      'In Teams calls people say I sound like a robot. With the laptop microphone it is fine, so it must be the headset.',
    ],
    talk: [
      'Hi {requester}, please try the headset on another USB port, not on the dock. Better?',
      'No, the same.',
      'Then please fetch a new one from the cabinet in room {room}, second drawer, and leave the old one there.',
    ],
    notes: [],
    resolution: 'Headset swapped.',
  },
  {
    subjects: ['{printer} paper jam again', 'Printer {printer} jams on every second page', 'Paper stuck in {printer}'],
    path: ['Printing', 'Printer', 'Paper Jam'],
    group: 'Hardware',
    impact: 'Affects Group',
    asks: [
      'The printer {printer} on floor {floor} jams on every second page. We took out all the paper we could see, but it still shows "Jam in tray 2".',
      'Hello! {printer} is jammed again, third time this week. Could somebody look at the rollers please?',
    ],
    talk: [
      'Hello {requester}, I cleaned the rollers of tray 2. Could you print the monthly report once more and tell me how it goes?',
      'Printed 60 pages without a jam. Thanks!',
    ],
    notes: ['Pick-up rollers worn, maintenance kit ordered.'],
    resolution: 'Rollers cleaned and maintenance kit installed.',
  },
  {
    subjects: ['{printer} is offline', 'Cannot print to {printer}', 'Printer missing after update'],
    path: ['Printing', 'Printer', 'Offline'],
    group: 'Network',
    impact: 'Affects Group',
    asks: [
      'Nobody on floor {floor} can print to {printer} since {time}. Windows says "offline", the display of the printer says "Ready".',
      'After the update on {day} {printer} is gone from my list of printers, and adding it asks for an administrator.',
    ],
    talk: [
      'Hello {requester},\n\nthe print server had an old address for {printer}. I corrected it; please try again.',
      'Works again for all of us.',
    ],
    notes: ['DHCP reservation was lost when the switch on floor {floor} was replaced. Reservation set again.'],
    resolution: 'Address reservation restored, print queue points to the right address.',
  },
  {
    subjects: ['Toner low on {printer}', 'Please order toner for floor {floor}'],
    path: ['Printing', 'Printer', 'Toner'],
    group: 'Field Support',
    type: 'Service Request',
    urgency: 'Low',
    asks: ['{printer} shows "Black toner low, about 200 pages". There is no spare one in the cabinet.'],
    talk: ['Hi {requester}, toner is on its way and will be there on {day}.'],
    notes: [],
    resolution: 'Toner delivered and installed.',
  },
];
