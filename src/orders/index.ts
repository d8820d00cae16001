export { CustomerFeatures, customerFeatures, type CustomerFeaturesResult } from "./customer-features";
export { findOrderColumns } from "./find-order-columns";
export type { OrderCounts } from "./notes";
export type { CustomerFeaturesOptions } from "./options";
export type { DateFormat } from "../data/dates";
