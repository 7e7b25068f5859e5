import type { Task } from '../task.js';
import { findPerson, is, search } from './scenes.js';

/** Assets, agreements, announcements. */
export const thingTasks: readonly Task[] = [
  {
    module: 'assets',
    says: 'Which devices does Ben Carter have?',
    scene: ({ sdp }) => {
      const asset = sdp.store.assets.newestFirst()[0]!;
      asset['user'] = sdp.store.personByMail('ben.carter@example.com');
      asset['state'] = sdp.store.lookup('asset_states', 'In Use');
      return { asset: String(asset['name']) };
    },
    solve: [{ tool: 'list_assets', args: { user: 'Ben Carter' }, search: 'assets of a user' }],
    holds: ({ read, scene }) => read.includes(scene['asset']!),
    plain: [findPerson('requesters', 'Ben Carter'), search('/assets', is('user.email_id', 'ben.carter@example.com'))],
  },
  {
    module: 'assets',
    says: 'LT-001 goes to repair, the screen is broken.',
    scene: ({ sdp }) => {
      const asset = sdp.store.assets.newestFirst()[0]!;
      return { asset: String(asset['name']), id: asset.id };
    },
    solve: [
      {
        tool: 'update_asset',
        args: { asset_id: '{asset}', state: 'In Repair', state_comment: 'The screen is broken' },
        search: 'change the state of an asset',
      },
    ],
    holds: ({ sdp, scene }) => (sdp.store.assets.get(scene['id']!)?.['state'] as { name: string }).name === 'In Repair',
    plain: [
      search('/assets', is('name', '{asset}')),
      [
        'PUT',
        '/assets/{id}',
        { asset: { state: { name: 'In Repair' }, state_history_comments: 'The screen is broken' } },
      ],
    ],
  },
  {
    module: 'contracts',
    says: 'Which contracts end within a year?',
    solve: [{ tool: 'list_contracts', args: { ends_before: '2027-11-23' }, search: 'contracts that end soon' }],
    holds: ({ read }) => read.includes('Server warranty extension'),
    plain: [['GET', '/contracts', { list_info: { row_count: 100 } }]],
  },
  {
    module: 'purchases',
    says: 'Start a purchase order with Contoso Supplies: twenty docks.',
    solve: [
      {
        tool: 'create_purchase_order',
        args: { name: 'Twenty docks', vendor: 'Contoso Supplies' },
        search: 'create a purchase order',
      },
    ],
    holds: ({ sdp }) => sdp.store.purchaseOrders.newestFirst()[0]?.['name'] === 'Twenty docks',
    plain: [
      ['GET', '/vendors'],
      ['POST', '/purchase_orders', { purchase_order: { name: 'Twenty docks', vendor: { name: 'Contoso Supplies' } } }],
    ],
  },
  {
    module: 'admin_data',
    says: 'Announce that mail is slow today.',
    solve: [
      {
        tool: 'create_announcement',
        args: { title: 'Mail is slow today', description: 'We are working on it.' },
        search: 'publish an announcement',
      },
    ],
    holds: ({ sdp }) => sdp.store.announcements.newestFirst()[0]?.['title'] === 'Mail is slow today',
    plain: [
      [
        'POST',
        '/announcements',
        { announcement: { title: 'Mail is slow today', description: 'We are working on it.' } },
      ],
    ],
  },
  {
    module: 'admin_data',
    says: 'When is the next maintenance?',
    solve: [{ tool: 'list_maintenance_windows', search: 'maintenance windows' }],
    holds: ({ read }) => read.includes('VPN gateway upgrade'),
    plain: [['GET', '/maintenances']],
  },
];
