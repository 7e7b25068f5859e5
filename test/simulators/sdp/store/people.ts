import type { PersonRow } from './rows.js';
import type { SdpStore } from './sdp-store.js';

/** `dana.reyes@example.com` becomes "Dana Reyes". */
function nameOf(mail: string): string {
  const words = mail
    .split('@')[0]!
    .split(/[._+-]+/)
    .filter(Boolean);
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ');
}

/** A person with nothing but a name and a mail address. */
export function blankPerson(store: SdpStore, name: string, mail: string | null): PersonRow {
  const [first = name, ...rest] = name.split(' ');
  return {
    id: store.ids.take(),
    name,
    first_name: first,
    last_name: rest.join(' '),
    email_id: mail,
    employee_id: null,
    phone: null,
    mobile: null,
    job_title: null,
    department: null,
    site: null,
    is_vip_user: false,
    is_technician: false,
    sms_mail: null,
    cost_per_hour: '0',
    login_name: mail,
    photo_url: 'https://contacts.zoho.com/file?exp=10&ID=-1&t=user&height=60&width=60',
    groups: [],
    zone: 'America/New_York',
    deleted: false,
  };
}

/** Makes the person with this mail address a technician, and makes the person where there is none. */
export function addTechnician(store: SdpStore, mail: string, name = nameOf(mail)): PersonRow {
  let person = store.personByMail(mail);
  if (!person) {
    person = blankPerson(store, name, mail);
    store.people.push(person);
  }
  person.is_technician = true;
  return person;
}
