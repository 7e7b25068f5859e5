import { addRecordNote } from '../records/add-record-note.js';
import { releaseToolset } from './release-toolset.js';

export const addReleaseNote = addRecordNote(releaseToolset);
