import { addRecordNote } from '../records/add-record-note.js';
import { changeToolset } from './change-toolset.js';

export const addChangeNote = addRecordNote(changeToolset);
