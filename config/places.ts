/** Where cluster files lie, and what is made from them: from the folder that a command runs in. */
export const CLUSTERS = 'clusters';
export const DIST = 'dist';
