import * as fc from 'fast-check';

// Each run tries the same random input, so that a change is judged by itself; PROPERTY_SEED tries another.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });

export { fc };
