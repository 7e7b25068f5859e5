import { blankPerson } from '../store/people.js';
import type { PersonRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { REQUESTERS, TECHNICIANS } from './people-data.js';
import type { Random } from './random.js';

/** `Lucía Fernández` writes from `lucia.fernandez@example.com`; a second Maria Garcia from `maria.garcia2@...`. */
function mailFor(name: string, store: SdpStore): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z -]/g, '');
  const local = plain.toLowerCase().replaceAll(' ', '.');
  const taken = store.personByMail(`${local}@example.com`) !== undefined;
  return `${local}${taken ? '2' : ''}@example.com`;
}

/** Fills the directory: technicians of reference E.3's groups, and the people they help. */
export function seedPeople(store: SdpStore, random: Random): void {
  for (const seed of TECHNICIANS) {
    store.people.push({
      ...person(store, seed.name, random),
      job_title: seed.title,
      department: store.lookup('departments', 'Information Technology'),
      site: store.lookup('sites', seed.site),
      is_technician: true,
      cost_per_hour: '45',
      groups: seed.groups.map((name) => store.lookup('groups', name)),
      zone: seed.zone,
      deleted: seed.left ?? false,
    });
  }
  for (const [name, department, title, vip] of REQUESTERS) {
    store.people.push({
      ...person(store, name, random),
      job_title: title,
      department: store.lookup('departments', department),
      site: random.pick(store.lookups.sites),
      is_vip_user: vip === 'vip',
    });
  }
}

function person(store: SdpStore, name: string, random: Random): PersonRow {
  const blank = blankPerson(store, name, mailFor(name, store));
  return {
    ...blank,
    employee_id: `E${random.int(1000, 9999)}`,
    phone: `+1 617 555 0${random.int(100, 199)}`,
    mobile: random.chance(0.5) ? `+1 617 555 0${random.int(100, 199)}` : null,
  };
}
