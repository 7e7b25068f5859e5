import { displayName } from '../collections/modules/cmdb.js';
import type { SdpStore } from '../store/sdp-store.js';
import type { Random } from './random.js';
import { ANNOUNCEMENTS, ASSETS, CI_LINKS, CIS, CONTRACTS, MAINTENANCES, PURCHASE_ORDERS } from './thing-data.js';
import { paragraphs } from './ticket-text.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/** What an organisation owns, buys and tells people (reference C.7, C.8, C.11). */
export function seedThings(store: SdpStore, random: Random, now: number): void {
  seedAssets(store, random, now);
  seedAgreements(store, random, now);
  seedNotices(store, random, now);
  seedCis(store);
}

function seedAssets(store: SdpStore, random: Random, now: number): void {
  for (const [productName, count, prefix] of ASSETS) {
    const product = store.lookup('products', productName);
    for (let index = 1; index <= count; index += 1) {
      const used = random.chance(0.8);
      const user = used && prefix !== 'SRV' ? random.pick(store.people) : null;
      const bought = now - random.int(30, 1_200) * DAY_MS;
      const number = String(index).padStart(3, '0');
      store.assets.add({
        id: store.ids.take(),
        name: `${prefix}-${number}`,
        asset_tag: `AT-${prefix}${number}`,
        serial_number: `SN${prefix}${random.int(10_000, 99_999)}`,
        product,
        product_type: product.product_type,
        state: store.lookup('asset_states', used ? 'In Use' : 'In Store'),
        vendor: store.lookups.vendors[0],
        department: user?.department ?? null,
        site: user?.site ?? random.pick(store.lookups.sites),
        user,
        purchase_cost: String(random.int(200, 2_500)),
        acquisition_date: bought,
        warranty_expiry: bought + 3 * YEAR_MS,
        is_loaned: false,
        is_in_contract: random.chance(0.3),
        created_time: bought,
        udf_fields: {},
      });
    }
  }
}

function seedAgreements(store: SdpStore, random: Random, now: number): void {
  for (const [name, vendor, cost, years] of CONTRACTS) {
    const from = now - YEAR_MS;
    const till = from + years * YEAR_MS;
    store.contracts.add({
      ...{ id: store.ids.take(), name, vendor: store.lookup('vendors', vendor), cost: String(cost) },
      status: store.lookup('contract_statuses', till > now ? 'Active' : 'Expired'),
      owner: random.pick(store.technicians),
      ...{ active_from: from, active_till: till, created_time: from },
    });
  }
  for (const [index, [name, vendor, cost, status]] of PURCHASE_ORDERS.entries()) {
    const created = now - (PURCHASE_ORDERS.length - index) * 9 * DAY_MS;
    store.purchaseOrders.add({
      ...{ id: store.ids.take(), display_id: store.purchaseOrders.takeDisplayId(), name, total_cost: String(cost) },
      vendor: store.lookup('vendors', vendor),
      status: store.lookup('purchase_order_statuses', status),
      ...{ requester: random.pick(store.people), owner: random.pick(store.technicians) },
      ...{ required_date: created + 30 * DAY_MS, created_time: created },
    });
  }
}

function seedNotices(store: SdpStore, random: Random, now: number): void {
  for (const [index, [title, text]] of ANNOUNCEMENTS.entries()) {
    store.announcements.add({
      ...{ id: store.ids.take(), title, description: paragraphs(text), created_by: random.pick(store.technicians) },
      created_time: now - (ANNOUNCEMENTS.length - index) * 3 * DAY_MS,
    });
  }
  for (const [title, hours, status] of MAINTENANCES) {
    const start = now + hours * HOUR_MS;
    store.maintenances.add({
      ...{ id: store.ids.take(), title, description: null, status: store.lookup('maintenance_statuses', status) },
      ...{ scheduled_start_time: start, scheduled_end_time: start + 2 * HOUR_MS },
    });
  }
}

function seedCis(store: SdpStore): void {
  for (const [type, name, attributes] of CIS) {
    const keys = Object.entries(attributes).map(([key, value]) => [`ci_attributes_${key}`, value]);
    store.cis.add({
      ...{ id: store.ids.take(), name, description: null, ci_attributes: Object.fromEntries(keys) as object },
      ci_type: { id: type, name: type, display_name: displayName(type) },
    });
  }
  const named = (name: string) => store.cis.values().find((ci) => ci.name === name)!;
  for (const [from, kind, to] of CI_LINKS) {
    const relationship_type = { id: store.ids.take(), name: kind };
    store.ciRelationships.add(named(from).id, { id: store.ids.take(), relationship_type, ci: named(to) });
  }
}
