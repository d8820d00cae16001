export { CustomerFeatures, customerFeatures, type CustomerFeaturesResult } from "./customer-features";
export type { OrderCounts } from "./notes";
export type { CustomerFeaturesOptions } from "./options";
export type { DateFormat } from "../data/dates";
