import { describe, expect, it } from '@jest/globals';
import { ownFieldChanges, ownFieldsOf, ownFieldsText } from './own-fields.view.js';

const labels = new Map([
  ['udf_char1', 'Asset Tag'],
  ['udf_long1', 'Floor'],
]);

describe('own fields of a portal', () => {
  it('are shown by label and key, and by key where the portal tells no label', () => {
    const shown = ownFieldsOf({ udf_char1: 'LT-1', txt_room: 'B 2', udf_long1: null, udf_bool1: '' }, labels);

    expect(shown).toEqual([
      { field: 'udf_char1', label: 'Asset Tag', untrusted_text: 'LT-1' },
      { field: 'txt_room', untrusted_text: 'B 2' },
    ]);
    expect(ownFieldsText(shown)).toBe('Asset Tag (udf_char1) = LT-1; txt_room = B 2');
    expect(ownFieldsText([])).toBeUndefined();
  });

  it('show times and choices as people read them', () => {
    const wire = {
      dt_call: { display_value: 'Nov 24, 2026', value: '1795514400000' },
      ref_x: { id: '1', name: 'High' },
    };

    expect(ownFieldsOf(wire, labels).map((one) => one.untrusted_text)).toEqual(['Nov 24, 2026', 'High']);
  });

  it('that changed are told with both values, and those that an answer leaves out are not', () => {
    const before = { udf_char1: 'LT-1', udf_long1: 3, txt_room: 'B 2' };

    expect(ownFieldChanges([before, { udf_long1: 4 }], ['udf_long1', 'udf_char1'], labels)).toEqual(
      [
        { field: 'Floor (udf_long1)', before: '3', after: '4' },
        { field: 'Asset Tag (udf_char1)', before: 'LT-1' },
      ].toSorted((a) => (a.field.startsWith('Floor') ? -1 : 1)),
    );
  });
});
