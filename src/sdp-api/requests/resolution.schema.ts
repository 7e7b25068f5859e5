import { z } from 'zod';
import { WireText } from '../wire/values.js';

/** Answer of `/requests/{id}/resolutions`; everything in it is null when nothing is stored. */
export const ResolutionContent = z.object({ resolution: z.object({ content: WireText }) });
