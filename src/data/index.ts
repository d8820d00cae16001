export * from "./matrix";
export * from "./column";
export * from "./build-column";
export * from "./infer-kind";
export * from "./categories";
export * from "./class-order";
export * from "./table";
export * from "./inputs";
