export * from "./estimator";
export { CosineTopNModel, type DistantNeighbor, type Neighbor, type SimilarNeighbor } from "./model";
