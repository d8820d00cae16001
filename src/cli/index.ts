/**
 * The command line of segmentry for other programs: run it, mount it, or call one command.
 *
 * @packageDocumentation
 */
export { runCli } from "./run";
export { mount, type MountOptions } from "./mount";
export type { CommandLike } from "./definition";
export type { CliIO, CliOutput } from "./io";
export type { CommonOptions, FileFormat, FileOptions, SegmentingOptions } from "./options/types";
export { appCommand, type AppOptions, type AppResult } from "./commands/app";
export { describeCommand, type DescribeCommandOptions } from "./commands/describe";
export { elbowCommand, type ElbowResult } from "./commands/elbow";
export { explainCommand, type ExplainOptions } from "./commands/explain";
export { featuresCommand, type FeaturesOptions, type FeaturesResult } from "./commands/features";
export { fitCommand, type FitCommandOptions, type FitResult } from "./commands/fit";
export { inspectCommand, type InspectOptions, type InspectResult, type StageFigures } from "./commands/inspect";
export { predictCommand, type PredictOptions, type PredictResult } from "./commands/predict";
export { reportCommand, type ReportFormat, type ReportOptions } from "./commands/report";
export { rfmCommand, type RfmOptions, type RfmResult } from "./commands/rfm";
export { serveCommand, type ServeOptions, type ServeResult } from "./commands/serve";
export { similarCommand, type SimilarOptions, type SimilarResult } from "./commands/similar";
export type { OrderColumns, OrdersRead } from "./input/orders";
export type { OrdersOptions } from "./options/orders";
export type { BadRowReason } from "./scoring/bad-rows";
export type { SimilarCustomer } from "./scoring/nearest";
export type { FileScores } from "./scoring/score-file";
