export async function injectFaults() {}
