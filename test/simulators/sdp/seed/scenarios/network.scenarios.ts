import type { Scenario } from './scenario.js';

export const NETWORK: readonly Scenario[] = [
  {
    subjects: ['VPN does not connect from home', 'VPN error 809', 'Cannot connect to VPN since this morning'],
    path: ['Network', 'VPN', 'Cannot Connect'],
    group: 'Network',
    urgency: 'High',
    asks: [
      'Hi,\n\nI work from home today and the VPN says "Connection failed, error 809". Internet works, I can open every other page. My colleague {colleague} has no trouble.\n\nI restarted {host} twice and the router once.',
      'VPN worked yesterday evening, and since {time} it stops at 98 %. I need the shared drive for the board papers.',
    ],
    talk: [
      'Hello {requester},\n\nerror 809 means that something between you and us blocks the tunnel. Please switch the VPN profile to "Fallback (HTTPS)" in the client and try again.',
      'With the fallback profile it connects! A bit slow, but it works.',
      'Good. Your provider seems to block IPsec; stay on that profile at home. I will close the ticket.',
    ],
    notes: [
      'Gateway log shows no packet from the user at all: blocked at the provider.',
      'Same provider as in two other tickets this month.',
    ],
    resolution: 'Home provider blocks IPsec. User switched to the HTTPS fallback profile.',
  },
  {
    subjects: ['VPN very slow in the afternoon', 'Slow VPN from Dublin office'],
    path: ['Network', 'VPN', 'Slow'],
    group: 'Network',
    impact: 'Affects Group',
    asks: [
      'From about {time} on the VPN is so slow that opening a spreadsheet from {drive} takes two minutes. Speed test without VPN: 180 Mbit/s.',
    ],
    talk: [
      'Hello {requester}, which gateway does the client show, bos-1 or dub-1? Please send me a screenshot of the status page while it is slow.',
      'It shows bos-1 although I sit in Dublin.',
      'That is the reason. I have pinned your profile to dub-1; please reconnect.',
      'Much better, thank you!',
    ],
    notes: ['Geo rule sent a range of Irish addresses to Boston. Rule corrected for the whole range.'],
    resolution: 'Gateway selection rule corrected.',
  },
  {
    subjects: ['VPN access for contractor {colleague}', 'Please enable VPN for {colleague}'],
    path: ['Network', 'VPN', 'Access Request'],
    group: 'Network',
    type: 'Service Request',
    asks: [
      '{colleague} supports us until the end of the quarter and needs VPN with access to {drive} only. NDA is signed.',
    ],
    talk: [
      'Hello {requester}, I need the end date and the name of the internal sponsor for the access.',
      'End date is the last day of the quarter, I am the sponsor.',
    ],
    notes: ['Added to the contractor VPN group with expiry.'],
    resolution: 'Access granted, expires at the end of the quarter.',
  },
  {
    subjects: ['No Wi-Fi in room {room}', 'Wi-Fi drops in meeting room {room}', 'Weak Wi-Fi on floor {floor}'],
    path: ['Network', 'Wi-Fi', 'Weak Signal'],
    group: 'Network',
    impact: 'Affects Department',
    asks: [
      'In meeting room {room} the Wi-Fi drops in every call. Three of us had it on {day}. Next door it works.',
      'Hello, the Wi-Fi on floor {floor} is weak since the furniture was moved. One bar at most.',
    ],
    talk: [
      'Hello {requester}, the access point above {room} restarts every 20 minutes. I will replace it tomorrow before 8.',
      'Thank you, we will use the other room until then.',
    ],
    notes: [
      'Access point ap-{floor}-07 reboots: PoE budget of the switch exceeded.',
      'Moved to another switch port, stable.',
    ],
    resolution: 'Access point moved to a switch with enough power.',
  },
  {
    subjects: ['Guest Wi-Fi for workshop on {day}', 'Guest access for 12 visitors'],
    path: ['Network', 'Wi-Fi', 'Guest Access'],
    group: 'Network',
    type: 'Service Request',
    urgency: 'Low',
    asks: ['We have 12 guests in room {room} on {day} from {time} on. Could you prepare guest vouchers for one day?'],
    talk: [
      'Hello {requester}, the vouchers lie at reception under your name. They are valid for 24 hours from first use.',
    ],
    notes: [],
    resolution: 'Vouchers printed and handed over.',
  },
  {
    subjects: ['Network port dead in {room}', 'No network at my new desk'],
    path: ['Network', 'Wired LAN', 'Dead Port'],
    group: 'Network',
    asks: [
      'I moved to room {room} and the network socket at my desk (label 3-{room}-B) is dead. Wi-Fi works but my desk phone does not.',
    ],
    talk: [
      'Hi {requester}, the port was not patched. Done now, please plug the phone in again.',
      'The phone starts up, great.',
    ],
    notes: ['Patched to sw-{floor}-2 port 17, voice VLAN set.'],
    resolution: 'Port patched.',
  },
  {
    subjects: ['Drive {drive} disappeared', 'Cannot open files on {drive}', '{drive} not mapped after password change'],
    path: ['Network', 'Shared Drive', 'Mapping'],
    group: 'Network',
    asks: [
      'After I changed my password {drive} is gone from the explorer. Opening the path by hand asks for a password and takes none.',
      'Since {day} the drive {drive} has a red cross. Colleagues can open it.',
    ],
    talk: [
      'Hello {requester}, please open "Credential Manager" and remove the entry that begins with "fs-", then sign out and in again.',
      'Done, and {drive} is back. Thanks!',
    ],
    notes: [],
    resolution: 'Old stored credential removed.',
  },
  {
    subjects: ['Internet outage at the Austin site', 'Austin: no network at all', 'Network down on floor {floor}'],
    path: ['Network', 'Wired LAN'],
    group: 'Network',
    urgency: 'Urgent',
    impact: 'Affects Business',
    template: 'Report an Outage',
    asks: [
      'Nobody here has network since {time}. Phones are dead as well. We are about 40 people.',
      'Whole floor {floor} is without network, wired and Wi-Fi. Customers are waiting in the queue!',
    ],
    talk: [
      'Hello {requester}, we see the site down and are on the phone with the provider. I will write again within 30 minutes.',
      'Any news? Our shift lead asks.',
      'The provider found a cut fibre, repair until about {time}. We have moved the phones to the mobile backup.',
      'Phones work. Thank you.',
    ],
    notes: [
      'Provider ticket opened, first answer after 12 minutes.',
      'Fibre cut by road works. Backup line carries voice only.',
      'Line back, monitoring for two hours.',
    ],
    resolution: 'Fibre repaired by the provider. Voice ran over the backup line meanwhile.',
  },
  {
    subjects: ['Desk phone without dial tone', 'Phone in {room} dead', 'Move phone extension to {room}'],
    path: ['Telephony', 'Desk Phone', 'No Dial Tone'],
    group: 'Network',
    urgency: 'Low',
    asks: ['My desk phone in {room} has no dial tone, the display says "Registering". Unplugging did not help.'],
    talk: [
      'Hello {requester}, I reset the registration. Please unplug the phone for ten seconds once more.',
      'Works now.',
    ],
    notes: [],
    resolution: 'Phone registered again.',
  },
];
