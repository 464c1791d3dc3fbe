void import('./drive.mjs').then(({ drive }) => drive(async (name) => require(name)))
