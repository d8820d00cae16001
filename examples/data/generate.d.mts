export function generateCustomers(options?: { rows?: number; seed?: number; truth?: boolean }): Record<string, unknown>[];
